import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { en } from '../src/shared/texts/en.ts'
import { t, textOfCode, useLanguage } from '../src/shared/texts/texts.ts'
import { zh } from '../src/shared/texts/zh.ts'

const CONSOLE = join(import.meta.dirname, '..')
const CHINESE = /\p{Script=Han}/u

function files(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf-8' })
    .filter((name) => pattern.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name))
}

/** Every `code = "…"` of a refusal in the servers' Python. */
function codesOfRefusals(): string[] {
  const sources = files(join(CONSOLE, '..'), /^(domain|ports|api|services)\/.*\.py$/)
  return sources.flatMap((file) => [...readFileSync(file, 'utf-8').matchAll(/^ {4}code = "([a-z_]+)"/gm)].map(([, code]) => code ?? ''))
}

/** The members of a StrEnum of codes. */
function codesOfEnum(file: string, name: string): string[] {
  const body = new RegExp(`class ${name}\\(StrEnum\\):\\n([\\s\\S]*?)\\n\\n\\n`).exec(readFileSync(join(CONSOLE, '../..', file), 'utf-8'))?.[1] ?? ''
  return [...body.matchAll(/= "([a-z_]+)"/g)].map(([, code]) => code ?? '')
}

afterEach(() => { useLanguage('zh') })

describe('the catalogue', () => {
  it('holds the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  })

  it('names the same values in both languages', () => {
    const values = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort()
    const differing = (Object.keys(zh) as (keyof typeof zh)[]).filter((key) => values(zh[key]).join() !== values(en[key]).join())
    expect(differing).toEqual([])
  })

  it('leaves no Chinese in English texts, save the name of the switch', () => {
    expect(Object.entries(en).filter(([, text]) => CHINESE.test(text)).map(([key]) => key)).toEqual(['look.language'])
  })

  it('is the only place with Chinese', () => {
    const sources = files(join(CONSOLE, 'src'), /\.(vue|ts|css)$/).filter((file) => !/texts\/(zh|en)_/.test(file))
    expect(sources.filter((file) => CHINESE.test(readFileSync(file, 'utf-8')))).toEqual([])
  })

  it('has a text for every code with which the servers refuse', () => {
    const codes = codesOfRefusals()
    expect(codes.length).toBeGreaterThan(20)
    expect(codes.filter((code) => !(`problem.${code}` in zh))).toEqual([])
  })

  it.each([
    ['recorder/faults.py', 'FaultCode', 'fault'],
    ['dispatch/domain/directory_import.py', 'BadLineCode', 'bad_line'],
    ['dispatch/domain/directory_import.py', 'FileFault', 'bad_line'],
    ['dispatch/domain/calibration.py', 'LeftOut', 'left_out'],
  ])('has a text for every code of %s %s', (file, name, area) => {
    const codes = codesOfEnum(file, name)
    expect(codes.length).toBeGreaterThan(1)
    expect(codes.filter((code) => !(`${area}.${code}` in zh))).toEqual([])
  })
})

describe('a text', () => {
  it('fills in its values and shows a dash for what is missing', () => {
    expect(t('problem.call_taken', { seat: 2, staff_number: null })).toBe('已被 2 号席 — 接听')
  })

  it('follows the language', () => {
    useLanguage('en')
    expect(t('key.answer')).toBe('Answer')
    expect(document.documentElement.lang).toBe('en')
  })

  it('shows a code that it does not know instead of nothing', () => {
    expect(textOfCode('problem', 'moon_in_the_way')).toContain('moon_in_the_way')
  })
})

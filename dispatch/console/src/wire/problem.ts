import type { Problem } from './contracts.gen.ts'

/** A server understood the request and refused it. Never retried. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code)
    this.name = 'Refusal'
  }

  get code(): string {
    return this.problem.code
  }

  /** A named value for the text, or null. */
  parameter(name: string): string | number | null {
    return this.problem.parameters?.[name] ?? null
  }
}

/** No server answered in time; nothing is known of what the request did. */
export class ServersUnreachable extends Error {
  readonly code = 'servers_unreachable'

  constructor() {
    super('servers_unreachable')
    this.name = 'ServersUnreachable'
  }
}

/** The stable code of whatever went wrong; a fault of the page itself is page_fault. */
export function codeOf(error: unknown): string {
  return error instanceof Refusal || error instanceof ServersUnreachable ? error.code : 'page_fault'
}

/** A problem document, or null when the body is something else. */
export function readProblem(body: unknown): Problem | null {
  const known = typeof body === 'object' && body !== null && 'code' in body && 'status' in body
  return known ? (body as Problem) : null
}

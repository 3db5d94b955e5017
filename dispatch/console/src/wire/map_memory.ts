/** Which layers a person shows on the map, on this machine. Nothing secret. */
const LAYERS = 'dispatch120.map_layers'

export const mapMemory = {
  layers(staffNumber: string): Readonly<Record<string, unknown>> {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(`${LAYERS}.${staffNumber}`) ?? '{}')
      return typeof value === 'object' && value !== null ? { ...value } : {}
    } catch {
      return {} // damaged by hand or by another program: the usual layers are shown
    }
  },
  keepLayers(staffNumber: string, shown: Readonly<Record<string, boolean>>): void {
    localStorage.setItem(`${LAYERS}.${staffNumber}`, JSON.stringify(shown))
  },
}

/** Whether this browser can draw the map itself. */
export function canDraw(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null
}

/** Send an element's sound to an output; on an insecure origin the browser has no such choice. */
export async function routeTo(element: HTMLAudioElement, device: string): Promise<void> {
  const canRoute = 'setSinkId' in element
  if (canRoute) await element.setSinkId(device === 'default' ? '' : device)
}

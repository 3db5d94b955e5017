/** Keep the page's files at this desk, where the browser can (https, or this machine itself). */
export function keepPages(): void {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.register('/kept_pages.js').catch((error: unknown) => {
    console.warn('a reload will need this server', error)
  })
}

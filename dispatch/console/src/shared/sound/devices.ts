import { onUnmounted, shallowRef, type ShallowRef } from 'vue'

export interface Device {
  id: string
  label: string
}

export interface Devices {
  microphones: Device[]
  outputs: Device[]
}

/** The machine's sound devices, kept current while they are plugged and unplugged. */
export function useDevices(): { devices: ShallowRef<Devices>; refresh: () => Promise<void> } {
  const devices = shallowRef<Devices>({ microphones: [], outputs: [] })
  const refresh = async (): Promise<void> => {
    const all = await navigator.mediaDevices.enumerateDevices()
    devices.value = { microphones: ofKind(all, 'audioinput'), outputs: ofKind(all, 'audiooutput') }
  }
  const again = (): void => { void refresh() }
  if ('mediaDevices' in navigator) {
    navigator.mediaDevices.addEventListener('devicechange', again)
    onUnmounted(() => { navigator.mediaDevices.removeEventListener('devicechange', again) })
    again()
  }
  return { devices, refresh }
}

function ofKind(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): Device[] {
  return all
    .filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default')
    .map(({ deviceId, label }) => ({ id: deviceId, label: label || deviceId.slice(0, 8) }))
}

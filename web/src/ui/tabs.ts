import type { IconName } from './icons'

/** One room of the app as it stands in the tab bar or the rail. */
export interface TabItem { key: string; label: string; icon: IconName; to: string; desk?: boolean }

import type { Router } from 'vue-router'
import type { Session } from '../api/types'
import { t } from '../i18n'
import type { TabItem } from '../ui/tabs'

/** The tabs of a person. A room that has no screen yet has no tab either, so that nothing leads nowhere. */
export function tabsFor(s: Session, router: Router): TabItem[] {
  const own = s.classes?.[0]?.id ?? ''
  const staff: TabItem[] = [
    { key: 'today', label: t('nav.today'), icon: 'sun', to: '/today' },
    { key: 'class', label: t('nav.class'), icon: 'board', to: `/class/${own}` },
    { key: 'chat', label: t('nav.chat'), icon: 'chat', to: '/chat' },
    { key: 'students', label: t('nav.students'), icon: 'people', to: `/students/${own}` },
    { key: 'me', label: t('nav.me'), icon: 'person', to: '/me' },
  ]
  const family: TabItem[] = [
    { key: 'home', label: t('nav.home'), icon: 'home', to: '/feed' },
    { key: 'chat', label: t('nav.chat'), icon: 'chat', to: '/chat' },
    { key: 'album', label: t('nav.album'), icon: 'image', to: '/album' },
    { key: 'me', label: t('nav.me'), icon: 'person', to: '/me' },
  ]
  const all = s.person?.role === 'staff' ? staff : family
  return all.filter((x) => router.resolve(x.to).name !== 'absent')
}

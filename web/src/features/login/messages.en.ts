import type { Translation } from '../../i18n'
import type zh from './messages.zh'

export default {
  'title': 'Staff sign-in',
  'lead': 'Every family knows. No child is forgotten.',
  'name': 'Account name or phone',
  'password': 'Password',
  'go': 'Sign in',
  'family': 'I am family and have a code',
  'help': 'Forgot it? Ask whoever runs Magpie at school to set a new one.',
  'show': 'Show password',
  'enter.title': 'Letting you in',
  'enter.failed': 'That did not let you in',
  'enter.login': 'Sign in with a password',
} satisfies Translation<typeof zh>

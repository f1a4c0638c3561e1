// Written by npm run types from api/openapi.json; do not edit.

export interface AccountDevice {
  createdAt: number
  current: boolean
  device: string
  id: string
  seenAt: number
}

export interface AccountPrefs {
  elder?: boolean
  lang?: "zh" | "en"
  text?: "normal" | "large"
  theme?: "auto" | "light" | "dark"
}

export interface AddInBody {
  pictures: AlbumAdded[]
  student?: string
}

export interface AddStaffInputBody {
  login?: string
  name: string
}

export interface AddStudentInputBody {
  contacts?: RosterContactBody[]
  dorm?: string
  gender?: string
  name: string
  number?: string
}

export interface AgreeInBody {
  yes: boolean
}

export interface AlarmInBody {
  reason: "health" | "safety" | "notHome"
  text: string
}

export interface AlarmsOutBody {
  items: TalkRung[]
  next: string
}

export interface AlbumAdded {
  caption?: string
  file: string
  tags?: string[]
}

export interface AlbumBook {
  from?: string
  pictures?: string[]
  title: string
  until?: string
  words?: string
}

export interface AlbumCheck {
  families: number
  hidden: AlbumKept[]
  without: number
}

export interface AlbumKeep {
  class: string
  className: string
  endedAt: number
  name: string
  removeAt: number
  removed: boolean
  student: string
}

export interface AlbumKeepsakes {
  items: AlbumKeep[]
}

export interface AlbumKept {
  level: "staff" | "nobody"
  name: string
  student: string
}

export interface AlbumLeaf {
  own: boolean
  pictures: AlbumPrinted[]
}

export interface AlbumLeaving {
  class: string
  className: string
  endedAt: number
  removeAt: number
  removed: boolean
}

export interface AlbumOpening {
  day?: string
  pictures?: AlbumAdded[]
  title: string
}

export interface AlbumPicture {
  album: string
  at: number
  by: RosterByline
  bytes: number
  caption: string
  height: number
  id: string
  keeps: boolean
  kind: "image" | "video" | "audio" | "file"
  mime: string
  mine: string[]
  name: string
  picture: string
  placeholder: string
  seconds: number
  state: "shown" | "waiting"
  tags?: string[]
  width: number
}

export interface AlbumPrint {
  className: string
  from?: string
  name?: string
  pages: AlbumLeaf[]
  pictures?: string[]
  student?: string
  title: string
  until?: string
  words?: string
}

export interface AlbumPrinted {
  album: string
  at: number
  by: RosterByline
  bytes: number
  caption: string
  day: string
  height: number
  id: string
  keeps: boolean
  kind: "image" | "video" | "audio" | "file"
  mime: string
  mine: string[]
  name: string
  picture: string
  placeholder: string
  seconds: number
  state: "shown" | "waiting"
  tags?: string[]
  title: string
  width: number
}

export interface AlbumShelf {
  at: number
  by: RosterByline
  class: string
  conversation: string
  count: number
  cover: MediaAttached[]
  day: string
  id: string
  seq: number
  title: string
  videos: number
}

export interface AlbumStorage {
  albums: AlbumWeight[]
  families: MediaShare[]
  kinds: MediaShare[]
  limit: number
  names: Record<string, string>
  perHome: number
  removeAt: number
  removed: boolean
  used: number
}

export interface AlbumTitleBody {
  day?: string
  title: string
}

export interface AlbumView {
  at: number
  by: RosterByline
  class: string
  className: string
  conversation: string
  count: number
  cover: MediaAttached[]
  day: string
  id: string
  items: AlbumPicture[]
  mayAdd: boolean
  next: string
  seq: number
  title: string
  videos: number
}

export interface AlbumWeight {
  bytes: number
  count: number
  day: string
  id: string
  title: string
}

export interface AnswerInBody {
  level: "read" | "confirm" | "understood" | "sign" | "form"
  shownMs?: number
  student?: string
  values?: Record<string, unknown>
  version: number
}

export interface ApplyInBody {
  lines: AskPasted[]
}

export interface ApplyOutBody {
  lines: AskApplied[]
}

export interface ApproveInputBody {
  relation?: string
  student: string
}

export interface AskApplied {
  line: number
  number?: number
  problem?: string
}

export interface AskChain {
  answered: number
  className: string
  count: number
  dueAt: number
  form?: Form
  items: AskPlace[]
  missing?: AskSilent[]
  next?: string
  open: boolean
  title: string
  total: number
}

export interface AskCounts {
  answered: number
  fields: AskFieldCount[]
  given: number
  hidden: boolean
  open: boolean
  secret: boolean
  total: number
}

export interface AskFieldCount {
  filled: number
  id: string
  kind: string
  label: string
  least: number
  most: number
  options: AskOptionCount[]
  sum: number
}

export interface AskLinkView {
  answered: boolean
  at: number
  expiresAt: number
  id: string
  label: string
  name: string
  revoked: boolean
  student: string
}

export interface AskMadeLink {
  expiresAt: number
  id: string
  qr: RosterQR
  url: string
}

export interface AskMine {
  at: number
  done: boolean
  line?: string
  number?: number
  reopened: boolean
  right?: boolean
  state: "none" | "read" | "confirmed"
  student: string
  values?: Record<string, unknown>
}

export interface AskOptionCount {
  count: number
  id: string
  label: string
}

export interface AskPasted {
  line: number
  name?: string
  problem?: string
  student?: string
  text: string
  values?: Record<string, unknown>
}

export interface AskPlace {
  at: number
  mine: boolean
  name: string
  number: number
  values: Record<string, unknown>
  withdrawn: boolean
}

export interface AskRecord {
  at: number
  changes: number
  id: string
  label: string
  level: "read" | "confirm" | "understood" | "sign" | "form"
  name: string
  note?: string
  number: number
  reopened: boolean
  student: string
  values: Record<string, unknown>
  version: number
  via: "app" | "word" | "link" | "staff"
  withdrawn: boolean
}

export interface AskResults {
  answered: number
  dueAt: number
  form?: Form
  items: AskRecord[]
  level: "read" | "confirm" | "understood" | "sign" | "form"
  next?: string
  open: boolean
  question?: FormQuestion
  secret: boolean
  silent: AskSilent[]
  total: number
  version: number
}

export interface AskSilent {
  name: string
  student: string
}

export interface AskSlip {
  child: string
  className: string
  done: boolean
  dueAt: number
  form?: Form
  kind: string
  label: string
  level: "read" | "confirm" | "understood" | "sign" | "form"
  minMs: number
  number?: number
  open: boolean
  question?: FormAsked
  state: "none" | "read" | "confirmed"
  text: string
  title: string
  until: number
  values?: Record<string, unknown>
  version: number
}

export interface AskTemplate {
  at: number
  form: Form
  id: string
  name: string
}

export interface BarInputBody {
  reason: string
}

export interface ByLinkInBody {
  level: "read" | "confirm" | "understood" | "sign" | "form"
  shownMs?: number
  values?: Record<string, unknown>
  version: number
}

export interface CaptionInBody {
  caption: string
}

export interface CheckInBody {
  students: string[]
}

export interface CheckInputBody {
  code: string
  digits: string
  relation?: string
}

export interface CheckinBoard {
  ask: string
  at: number
  children: CheckinBoardChild[]
  classes: CheckinBoardClass[]
  closedAt: number
  curve: CheckinPoint[]
  endsAt: number
  home: number
  name: string
  of: number
  round: string
  state: "open" | "closed" | "missed"
  thanked: number
  usual: CheckinPoint[]
}

export interface CheckinBoardChild {
  arrivedAt: number
  by: string
  class: string
  companions: CheckinCompanion[]
  contacts: CheckinPhone[]
  expectedAt: number
  lateMin: number
  name: string
  notes: CheckinBoardNote[]
  overdueAt: number
  remindedAt: number
  saidAt: number
  seat: number
  state: "home" | "onWay" | "overdue" | "excused" | "pickedUp"
  student: string
  thanked: boolean
  values: CheckinValues
  via: "" | "app" | "word" | "link" | "staff"
  way: string
}

export interface CheckinBoardClass {
  id: string
  name: string
}

export interface CheckinBoardNote {
  at: number
  by: string
  called: boolean
  text: string
}

export interface CheckinCompanion {
  home: boolean
  name: string
  student: string
}

export interface CheckinDate {
  at: number
  byHand: "" | "on" | "off"
  day: string
  name: string
  plan: string
  round: boolean
  why: "weekday" | "lastDay" | "makeUp" | "holiday" | "goesOn" | "byHand"
}

export interface CheckinException {
  at?: string
  round: "" | "on" | "off"
  until?: string
}

export interface CheckinLate {
  lateMin: number
  name: string
  student: string
}

export interface CheckinMyRound {
  arrivedAt: number
  ask: string
  at: number
  by: string
  child: string
  endsAt: number
  expectedAt: number
  given: string
  mine: boolean
  name: string
  open: boolean
  remindedAt: number
  round: string
  saidAt: number
  state: "home" | "onWay" | "overdue" | "excused" | "pickedUp"
  student: string
  thanks?: CheckinThanks
  values: CheckinValues
  version: number
}

export interface CheckinNamedPair {
  a: string
  aName: string
  b: string
  bName: string
  rounds?: number
}

export interface CheckinPairs {
  pairs: CheckinNamedPair[]
  suggested: CheckinNamedPair[]
}

export interface CheckinPast {
  at: number
  day: string
  endsAt: number
  home: number
  name: string
  of: number
  round: string
  state: "open" | "closed" | "missed"
}

export interface CheckinPhone {
  label: string
  phone: string
}

export interface CheckinPlan {
  at?: string
  classes?: string[]
  ends?: string
  id?: string
  name?: string
  nextAt?: number
  nextDay?: string
  on?: boolean
  weekdays?: number[]
}

export interface CheckinPoint {
  n: number
  t: number
}

export interface CheckinReminding {
  reminded: string[]
  skipped: CheckinSkipped[]
}

export interface CheckinRoundLink {
  expiresAt: number
  id: string
  url: string
}

export interface CheckinSkipped {
  key: string
  student: string
  text: string
}

export interface CheckinThanks {
  at: number
  by: string
  word: string
}

export interface CheckinTodayRound {
  at: number
  classes: CheckinBoardClass[]
  endsAt: number
  home: number
  name: string
  of: number
  overdue: CheckinLate[]
  round: string
}

export interface CheckinValues {
  note: string
  place: string
  state: "" | "home" | "other" | "pickedUp" | "delayed" | "wrong" | "excused" | "onWay"
}

export interface CheckinWay {
  minutes: number
  note: string
  rounds?: number
  usual?: number
}

export interface ChildInBody {
  called?: boolean
  note?: string
  place?: string
  state?: "" | "home" | "other" | "pickedUp" | "excused" | "onWay"
}

export interface ClassOutputBody {
  archivedAt: number
  children: number
  id: string
  name: string
  openedAt: number
  rulesVersion: number
}

export interface ClassStruct {
  name: string
}

export interface ConfirmInBody {
  student: string
  version: number
}

export interface ConsentOutputBody {
  own?: "class" | "staff" | "nobody"
  photos: boolean
  pictures: "class" | "staff" | "nobody"
}

export interface CorrectInBody {
  checklist?: string[]
  dueAt?: number
  expiresAt?: number
  form?: Form
  level?: string
  many?: boolean
  need?: string
  noLate?: boolean
  per?: "family" | "student" | "person"
  pinned?: boolean
  publishAt?: number
  question?: FormQuestion
  reopen?: boolean
  secret?: boolean
  students?: string[]
  text?: string
  times?: NoticeTimes
  title?: string
  type?: string
  version?: number
  visible?: "staff" | "class"
}

export interface DaysOutBody {
  items: CheckinDate[]
}

export interface DevicesOutputBody {
  items: AccountDevice[]
  next: string
}

export interface DutyInBody {
  person: string
}

export interface EditInBody {
  text: string
}

export interface EditStudentInputBody {
  dorm?: string
  gender?: string
  name: string
  number?: string
}

export interface EndInBody {
  where?: string
  word?: string
}

export interface EnterInputBody {
  token: string
}

export interface ExperiencesOutBody {
  items: TalkExperience[]
  next: string
}

export interface FeedConversation {
  class: string
  className: string
  closed: boolean
  head: number
  id: string
  kind: "class" | "family" | "students" | "staff" | "school"
  last?: FeedLast
  name?: string
  silent: boolean
  student?: string
  unread: number
}

export interface FeedEntry {
  at: number
  body: unknown
  by: RosterByline
  conversation: string
  kind: "notice" | "reply" | "message" | "album" | "round" | "search" | "alert"
  parent: number
  ref: string
  rev: number
  seq: number
}

export interface FeedFound {
  conversation: FeedFoundIn
  entry: FeedEntry
  snippet: FeedSnippet[]
}

export interface FeedFoundIn {
  className: string
  id: string
  kind: "class" | "family" | "students" | "staff" | "school"
  name: string
}

export interface FeedLast {
  at: number
  by: RosterByline
  kind: "notice" | "reply" | "message" | "album" | "round" | "search" | "alert"
  seq: number
  text: string
}

export interface FeedMember {
  head?: boolean
  id: string
  label: string
  relation?: string
  role: "staff" | "guardian" | "student"
  standIn: boolean
}

export interface FeedPage {
  entries: FeedEntry[]
  head: number
  more: boolean
  older: boolean
}

export interface FeedRoom {
  archived: boolean
  class: string
  className: string
  closed: boolean
  families: number
  firstUnread: number
  head: number
  id: string
  kind: "class" | "family" | "students" | "staff" | "school"
  last?: FeedLast
  members: FeedMember[]
  name?: string
  readSeq: number
  silent: boolean
  staff: number
  student?: string
  unread: number
}

export interface FeedSnippet {
  hit: boolean
  text: string
}

export interface FileOutBody {
  file: MediaFile
}

export interface ForInBody {
  level: "read" | "confirm" | "understood" | "sign" | "form"
  note?: string
  student: string
  values?: Record<string, unknown>
}

export interface Form {
  fields: FormField[]
}

export interface FormAsked {
  answers: string[]
  ask: string
}

export interface FormField {
  id: string
  kind: "choice" | "several" | "number" | "text" | "long" | "date" | "time" | "datetime" | "sign" | "picture" | "file"
  label: string
  max?: number
  min?: number
  note?: string
  options?: FormOption[]
  required?: boolean
}

export interface FormInBody {
  form: Form
  name: string
}

export interface FormOption {
  id: string
  label: string
}

export interface FormOutBody {
  id: string
}

export interface FormQuestion {
  answers: string[]
  ask: string
  line: string
  right: number
}

export interface FormsOutBody {
  items: AskTemplate[]
  next?: string
}

export interface FoundInputBody {
  class: string
  login: string
  password: string
  school: string
  teacher: string
  token: string
}

export interface FoundOutputBody {
  class: string
}

export interface HistoryOutBody {
  items: AskRecord[]
}

export interface HoldInBody {
  hold: boolean
}

export interface IdOutputClassIDBody {
  id: string
}

export interface IdOutputContactIDBody {
  id: string
}

export interface IdOutputStudentIDBody {
  id: string
}

export interface ImportInputBody {
  columns?: SheetColumn[] | null
  content?: string
  filename?: string
  fixes?: RosterCellFix[] | null
  only?: string
  remove?: boolean
  seen?: string
  sheet?: string
  text?: string
  undo?: RosterCellAt[] | null
}

export interface IssueSlipsInputBody {
  renew?: boolean
  students?: string[] | null
}

export interface JoinInputBody {
  askStaff?: boolean
  child?: string
  code: string
  device?: string
  digits?: string
  phone?: string
  photos?: boolean
  relation?: string
  rulesVersion: number
  self?: boolean
  standIn?: boolean
}

export interface JoinOutputBody {
  state: "in" | "waiting"
}

export interface JoinStateOutputBody {
  child: string
  class: string
  state: "waiting" | "in" | "refused"
}

export interface LeavingOutBody {
  items: AlbumLeaving[]
}

export interface LinkInBody {
  days: number
  relation?: string
  student: string
}

export interface LinkInBody1 {
  relation: string
  student: string
}

export interface LinksOutBody {
  items: AskLinkView[]
  next?: string
}

export interface ListOutBody {
  items: FeedConversation[]
  next: string
}

export interface ListOutBody1 {
  items: NoticeSummary[]
  next: string
}

export interface ListOutBody2 {
  items: CheckinPast[]
  next: string
}

export interface LookInputBody {
  code: string
}

export interface LookOutputBody {
  class: ClassStruct
  given?: string
  hasPhone: boolean
  kind: "slip" | "class" | "family"
  rules: RosterRules
  school: string
  state: "open" | "used"
  teacher: string
  triesLeft: number
}

export interface MarkInBody {
  rev: number
  seq: number
}

export interface MediaAttached {
  bytes: number
  height: number
  id: string
  kind: "image" | "video" | "audio" | "file"
  mime: string
  name: string
  placeholder: string
  seconds: number
  width: number
}

export interface MediaFile {
  bytes: number
  height: number
  id: string
  kind: "image" | "video" | "audio" | "file"
  mime: string
  name: string
  placeholder: string
  reason?: MediaReason
  seconds: number
  state: "working" | "ready" | "refused"
  width: number
}

export interface MediaReason {
  key: string
  text: string
}

export interface MediaShare {
  bytes: number
  files: number
  kind?: string
  student?: string
}

export interface MineOutBody {
  items: CheckinMyRound[]
}

export interface MissingInBody {
  text?: string
}

export interface NoticeBy {
  at: number
  label: string
  level: "read" | "confirm"
  note?: string
  number?: number
  relation: string
  reopened: boolean
  values?: Record<string, unknown>
  via: "app" | "word" | "link" | "staff"
}

export interface NoticeCalendar {
  active: boolean
  createdAt: number
  url?: string
  webcal?: string
}

export interface NoticeChange {
  at: number
  by: RosterByline
  fields: NoticeField[]
  version: number
}

export interface NoticeCheck {
  done: boolean
  item: number
  student: string
}

export interface NoticeDraft {
  checklist?: string[]
  dueAt?: number
  expiresAt?: number
  form?: Form
  level?: string
  many?: boolean
  need?: string
  noLate?: boolean
  per?: "family" | "student" | "person"
  pinned?: boolean
  publishAt?: number
  question?: FormQuestion
  secret?: boolean
  students?: string[]
  text?: string
  times?: NoticeTimes
  title?: string
  type?: string
  visible?: "staff" | "class"
}

export interface NoticeField {
  after: unknown
  before: unknown
  field: "type" | "title" | "text" | "times" | "checklist" | "level" | "question" | "form" | "need" | "dueAt" | "noLate" | "expiresAt"
}

export interface NoticeKey {
  line: string
  right: number
}

export interface NoticeLine {
  at: number
  by: NoticeBy[]
  canRemindAt: number
  contacts: NoticePhone[]
  done: boolean
  name: string
  number: string
  reason?: NoticeReason
  remindedAt: number
  reopened: boolean
  seat: number
  state: "confirmed" | "read" | "delivered" | "silent"
  student: string
}

export interface NoticeMoment {
  at: number
  word?: string
}

export interface NoticeMyChild {
  at: number
  conversation: string
  done: boolean
  name: string
  number?: number
  own: "none" | "read" | "confirmed"
  remindedAt: number
  reopened: boolean
  seq: number
  state: "none" | "read" | "confirmed"
  student: string
  values?: Record<string, unknown>
}

export interface NoticeNumbers {
  answered: number
  confirmed: number
  delivered: number
  read: number
  silent: number
  total: number
}

export interface NoticePhone {
  label: string
  phone: string
}

export interface NoticePlace {
  conversation: string
  seq: number
}

export interface NoticeReason {
  key: string
  text: string
}

export interface NoticeReceipts {
  counts: NoticeNumbers
  items: NoticeLine[]
  ladder: NoticeRung[]
  openedAt: number
  total: number
}

export interface NoticeReminding {
  reminded: string[]
  skipped: NoticeSkipped[]
}

export interface NoticeReplied {
  folded: boolean
  receipt: boolean
  seq?: number
  thanks: boolean
  undo?: string
}

export interface NoticeRung {
  channel: "app"
  count: number
}

export interface NoticeSettled {
  given: string
  name: string
  student: string
}

export interface NoticeSigned {
  at: number
  label: string
  note?: string
  values: Record<string, unknown>
  via: "app" | "word" | "link" | "staff"
  withdrawn?: boolean
}

export interface NoticeSkipped {
  key: string
  student: string
  text: string
}

export interface NoticeSlip {
  at: number
  author: RosterByline
  className: string
  name: string
  notice: string
  number: string
  pages: NoticeSlipPage[]
  schoolName: string
  student: string
}

export interface NoticeSlipPage {
  checklist: string[]
  form?: Form
  signed: NoticeSigned[]
  text: string
  times?: NoticeTimes
  title: string
  version: number
}

export interface NoticeStanding {
  conversation: string
  seq: number
  student?: string
}

export interface NoticeSummary {
  at: number
  author: string
  chosen: number
  closed: boolean
  corrected: boolean
  counts: NoticeNumbers
  dueAt: number
  id: string
  level: "read" | "confirm" | "understood" | "sign" | "form"
  pinned: boolean
  state: "scheduled" | "published" | "recalled" | "expired"
  title: string
  type: "holiday" | "exam" | "activity" | "meeting" | "general" | "chain" | "poll" | "slip" | "form"
}

export interface NoticeTimes {
  end?: NoticeMoment
  start?: NoticeMoment
}

export interface NoticeView {
  answered?: number
  ask?: string
  at: number
  author: RosterByline
  changes: NoticeChange[]
  checklist?: string[]
  checks?: NoticeCheck[]
  class: string
  className: string
  counts?: NoticeNumbers
  dueAt?: number
  expiresAt?: number
  form?: Form
  id: string
  key?: NoticeKey
  level: "read" | "confirm" | "understood" | "sign" | "form"
  many?: boolean
  minMs: number
  mine?: NoticeMyChild[]
  need: "any" | "all"
  noLate?: boolean
  of?: number
  open: boolean
  per?: "family" | "student" | "person"
  pinned?: boolean
  place?: NoticePlace
  places: NoticeStanding[]
  publishAt?: number
  question?: FormAsked
  received: number
  result?: AskCounts
  secret?: boolean
  state: "scheduled" | "published" | "recalled" | "expired"
  students?: string[]
  text?: string
  thanks: number
  times?: NoticeTimes
  title: string
  type: "holiday" | "exam" | "activity" | "meeting" | "general" | "chain" | "poll" | "slip" | "form"
  version: number
  visible?: "staff" | "class"
}

export interface NoticeWaiting {
  ask: string
  at: number
  author: string
  conversation: string
  dueAt: number
  form?: Form
  given: string
  level: "read" | "confirm" | "understood" | "sign" | "form"
  many?: boolean
  minMs: number
  name: string
  need: "any" | "all"
  noLate?: boolean
  notice: string
  per?: "family" | "student" | "person"
  question?: FormAsked
  remindedAt: number
  reopened: boolean
  secret?: boolean
  seq: number
  state: "none" | "read" | "confirmed"
  student: string
  times?: NoticeTimes
  title: string
  type: "holiday" | "exam" | "activity" | "meeting" | "general" | "chain" | "poll" | "slip" | "form"
  values?: Record<string, unknown>
  version: number
  visible?: "staff" | "class"
}

export interface NowInBody {
  reason: string
}

export interface OpenInBody {
  at?: string
  classes?: string[]
  name?: string
}

export interface OpenInBody1 {
  drill?: boolean
  known?: SafetyKnown
  round?: string
  student: string
}

export interface OpenOutBody {
  id: string
}

export interface OwedOutBody {
  items: TalkDebt[]
  next: string
}

export interface PairsInBody {
  pairs: string[][]
}

export interface PasswordInputBody {
  new: string
  old: string
}

export interface PasteInBody {
  text: string
}

export interface PasteOutBody {
  lines: AskPasted[]
}

export interface PicturesOutBody {
  items: AlbumPicture[]
  next: string
}

export interface PinInBody {
  pinned: boolean
}

export interface PlansOutBody {
  items: CheckinPlan[]
}

export interface PollOutBody {
  heads: Record<string, number>
}

export interface PostInBody {
  files?: string[]
  mentions?: TalkMention[]
  parent?: number
  student?: string
  text?: string
  topic?: TalkTitleBody
  urgent?: string
}

export interface QuestionInBody {
  text?: string
  times?: NoticeTimes
  title?: string
}

export interface QuestionOutBody {
  question?: FormQuestion
}

export interface ReactInBody {
  reaction: "" | "thanks" | "like" | "heart" | "flower" | "laugh"
}

export interface ReadInBody {
  shownMs: number
  student: string
  version: number
}

export interface RemindInBody {
  students?: string[]
}

export interface RemindInBody1 {
  students?: string[]
}

export interface ReplyInBody {
  student?: string
  text: string
  to?: number
}

export interface ReportCall {
  contacts: ReportCallContact[]
  name: string
  reason: string
  student: string
}

export interface ReportCallContact {
  label: string
  phone: string
}

export interface ReportCoverage {
  calls: ReportCall[]
  children: number
  covered: number
  days: ReportCoverageDay[]
  guardians: number
  invited: number
  items: ReportCoverageRow[]
  openedAt: number
  standInOnly: number
  unknown: number
  waiting: number
}

export interface ReportCoverageDay {
  covered: number
  day: string
}

export interface ReportCoverageRow {
  evidenceAt: number
  name: string
  next?: ReportStep
  state: "in" | "standIn" | "waiting" | "invited" | "unknown"
  student: string
}

export interface ReportHome {
  alerts: SafetyMyAlert[]
  asks: NoticeWaiting[]
  done: NoticeSettled[]
  rounds: CheckinMyRound[]
  searches: SafetyMySearch[]
}

export interface ReportInBody {
  note?: string
  place?: string
  state: "home" | "other" | "pickedUp" | "delayed" | "wrong"
  student: string
}

export interface ReportStep {
  key: "number" | "slip" | "patience" | "again" | "check" | "parent" | "greet"
  text: string
}

export interface ReportToday {
  alerts: SafetyTodayAlert[]
  calm: boolean
  claims: number
  classes: ReportTodayClass[]
  notices: ReportTodayNotice[]
  owed: TalkOwing
  rounds: CheckinTodayRound[]
  scheduled: ReportTodayNotice[]
  searches: SafetyTodaySearch[]
}

export interface ReportTodayChild {
  name: string
  reason: string
  state: "silent" | "delivered" | "read" | "confirmed"
  student: string
}

export interface ReportTodayClass {
  children: number
  claims: number
  id: string
  name: string
  reached: number
}

export interface ReportTodayNotice {
  answered: number
  at: number
  class: string
  className: string
  dueAt: number
  heard: number
  notice: string
  silent: ReportTodayChild[]
  title: string
  total: number
  type: "holiday" | "exam" | "activity" | "meeting" | "general" | "chain" | "poll" | "slip" | "form"
}

export interface RosterBar {
  at: number
  by: string
  guardian: string
  label: string
  reason: string
  relation: string
}

export interface RosterByline {
  id: string
  label: string
  name: string
  relation?: string
  role: string
}

export interface RosterCellAt {
  column: number
  row: number
}

export interface RosterCellFix {
  column: number
  row: number
  value: string
}

export interface RosterChecked {
  ok: boolean
  triesLeft: number
}

export interface RosterClaim {
  at: number
  child: string
  claim: string
  phone: string
  relation: string
  role: "guardian" | "student"
  standIn: boolean
  suggestions: RosterSuggestion[]
}

export interface RosterColleague {
  name: string
  person: string
  role: "head" | "teacher"
  seen: boolean
}

export interface RosterContactBody {
  name?: string
  phone: string
  relation?: string
}

export interface RosterContactView {
  id: string
  name: string
  phone: string
  relation: string
}

export interface RosterDryChange {
  added: string[]
  changed: RosterDryChanged[]
  removed: string[]
  same: number
  unclear: string[]
}

export interface RosterDryChanged {
  how: RosterDryHow[]
  name: string
  what: string[]
}

export interface RosterDryCounts {
  byRelation: RosterDryRelation[]
  guardians: number
  ignored: number
  problems: number
  repaired: number
  singlePhone: number
  students: number
}

export interface RosterDryHow {
  new: string
  old: string
  what: string
}

export interface RosterDryProblem {
  column: string
  index: number
  text: string
  why: string
}

export interface RosterDryRelation {
  n: number
  relation: string
}

export interface RosterDryRepair {
  after: string
  before: string
  column: string
  index: number
  mends: string[]
}

export interface RosterDryRow {
  cells: string[]
  problems: RosterDryProblem[]
  repairs: RosterDryRepair[]
  row: number
  student: number
}

export interface RosterDryRun {
  alike: string[]
  change: RosterDryChange
  classes: string[]
  columns: SheetColumn[]
  counts: RosterDryCounts
  digest: string
  encoding: string
  format: string
  headerRow: number
  ignoredColumns: string[]
  meanings: string[]
  rows: RosterDryRow[]
  sheet: string
  sheets: string[]
}

export interface RosterGuardianView {
  id: string
  joinedAt: number
  label: string
  relation: string
  seenAt: number
  standIn: boolean
}

export interface RosterImported {
  added: number
  changed: number
  class: string
  removed: number
}

export interface RosterInvite {
  code: string
  expiresAt: number
  qr: RosterQR
  url: string
}

export interface RosterJoined {
  link?: string
  name: string
  person: string
  qr?: RosterQR
}

export interface RosterListClaim {
  items: RosterClaim[]
  next: string
}

export interface RosterListColleague {
  items: RosterColleague[]
  next: string
}

export interface RosterListSlip {
  items: RosterSlip[]
  next: string
}

export interface RosterListStudentView {
  items: RosterStudentView[]
  next: string
}

export interface RosterNameBody {
  name: string
}

export interface RosterQR {
  path: string
  size: number
}

export interface RosterRule {
  icon: string
  text: string
  title: string
}

export interface RosterRules {
  by: string
  items: RosterRule[]
  version: number
}

export interface RosterSelf {
  children: RosterSelfChild[]
  classes: RosterSelfClass[]
  known: boolean
  pending?: RosterSelfPending
  person?: RosterSelfPerson
  school?: RosterSelfSchool
  setup: boolean
  student?: RosterSelfStudent
}

export interface RosterSelfChild {
  class: RosterSelfChildIn
  conversation: string
  family: string
  given: string
  label: string
  name: string
  relation: string
  standIn: boolean
  student: string
  tone: number
}

export interface RosterSelfChildIn {
  id: string
  name: string
}

export interface RosterSelfClass {
  id: string
  name: string
  role: "head" | "teacher"
}

export interface RosterSelfPending {
  claim: string
  state: "waiting" | "refused"
}

export interface RosterSelfPerson {
  id: string
  label: string
  name: string
  prefs: AccountPrefs
  role: string
}

export interface RosterSelfSchool {
  id: string
  name: string
}

export interface RosterSelfStudent {
  class: RosterSelfChildIn
  conversation: string
  id: string
  name: string
  students: string
}

export interface RosterSlip {
  code: string
  expiresAt: number
  given: string
  name: string
  qr: RosterQR
  state: "open" | "used" | "gone"
  student: string
  url: string
}

export interface RosterSlipView {
  expiresAt: number
  state: "open" | "used" | "gone"
}

export interface RosterStudentView {
  bars: RosterBar[]
  class: string
  contacts: RosterContactView[]
  dorm: string
  gender: string
  given: string
  guardians: RosterGuardianView[]
  id: string
  name: string
  number: string
  seat: number
  slip?: RosterSlipView
  sortKey: string
  state: "in" | "standIn" | "waiting" | "invited" | "unknown"
}

export interface RosterSuggestion {
  barred: boolean
  name: string
  student: string
}

export interface SafeInBody {
  student: string
}

export interface SafetyAlert {
  accounted: SafetyCalled[]
  ask: string
  class: string
  classes: SafetyClassRoll[]
  drill: boolean
  endedAt: number
  endedBy: string
  id: string
  kind: "fire" | "quake" | "lockdown" | "weather" | "other"
  nextAt: number
  notHere: number
  of: number
  openedAt: number
  openedBy: string
  safe: number
  score: SafetyScore
  state: "open" | "ended"
  text: string
  unaccounted: SafetyCalled[]
}

export interface SafetyAlertLine {
  class: string
  drill: boolean
  endedAt: number
  id: string
  kind: "fire" | "quake" | "lockdown" | "weather" | "other"
  openedAt: number
  score?: SafetyScore
  state: "open" | "ended"
}

export interface SafetyAsked {
  child: string
  className: string
  clothes: string
  drill: boolean
  endedAt: number
  gender: string
  lastPlace: string
  lastSeenAt: number
  mine: SafetySighting[]
  openedAt: number
  own: boolean
  picture: string
  search: string
  state: "open" | "found" | "falseAlarm"
  student: string
}

export interface SafetyCall {
  contacts: SafetyNumber[]
  name: string
  own: boolean
  student: string
}

export interface SafetyCalled {
  at: number
  by: string
  class: string
  className: string
  name: string
  note: string
  state: "" | "safe" | "notHere" | "unknown"
  student: string
}

export interface SafetyClassRoll {
  accounted: number
  class: string
  name: string
  of: number
}

export interface SafetyKnown {
  clothes?: string
  lastPlace?: string
  lastSeenAt?: number
  note?: string
  phone?: "" | "on" | "off" | "none" | "unknown"
  picture?: string
}

export interface SafetyLine {
  drill: boolean
  endedAt: number
  id: string
  name: string
  openedAt: number
  ring: number
  score?: SafetyScore
  state: "open" | "found" | "falseAlarm"
  student: string
}

export interface SafetyListBodyAlertLine {
  items: SafetyAlertLine[]
  next: string
}

export interface SafetyListBodyLine {
  items: SafetyLine[]
  next: string
}

export interface SafetyListBodySearch {
  items: SafetySearch[]
  next: string
}

export interface SafetyListBodyWord {
  items: SafetyWord[]
  next: string
}

export interface SafetyMyAlert {
  alert: string
  children: SafetyMyChild[]
  drill: boolean
  endedAt: number
  kind: "fire" | "quake" | "lockdown" | "weather" | "other"
  openedAt: number
  state: "open" | "ended"
  text: string
}

export interface SafetyMyChild {
  at: number
  by: string
  given: string
  state: "" | "safe" | "notHere" | "unknown"
  student: string
}

export interface SafetyMySearch {
  answered: boolean
  child: string
  className: string
  clothes: string
  drill: boolean
  endedAt: number
  gender: string
  lastPlace: string
  lastSeenAt: number
  mine: SafetySighting[]
  openedAt: number
  own: boolean
  picture: string
  search: string
  state: "open" | "found" | "falseAlarm"
  student: string
}

export interface SafetyNumber {
  name: string
  phone: string
  relation: string
}

export interface SafetyPerson {
  answered: boolean
  asked: boolean
  name: string
  seen?: "" | "with" | "seen" | "no"
  student: string
}

export interface SafetyRingView {
  answered: number
  asked: number
  kind: "companions" | "near" | "class" | "school"
  n: number
  openedAt: number
  opensAt: number
  people: SafetyPerson[]
}

export interface SafetyScore {
  accounted: number
  of: number
  p100: number
  p50: number
  p90: number
}

export interface SafetySearch {
  answered: number
  ask: string
  asked: number
  calls: SafetyCall[]
  class: string
  className: string
  drill: boolean
  endedAt: number
  endedBy: string
  firstAnswerMs: number
  gender: string
  given: string
  hold: boolean
  id: string
  known: SafetyKnown
  name: string
  nextAt: number
  openedAt: number
  openedBy: string
  ring: number
  rings: SafetyRingView[]
  round: string
  score?: SafetyScore
  seat: number
  state: "open" | "found" | "falseAlarm"
  student: string
  studentsRoom: "later" | "asked" | "closed" | "none"
  timeline: SafetySighting[]
  where: string
  word: string
  words: SafetyWord[]
}

export interface SafetySheet {
  className: string
  contacts: SafetyNumber[]
  dorm: string
  drill: boolean
  endedAt: number
  gender: string
  known: SafetyKnown
  name: string
  openedAt: number
  openedBy: string
  printedAt: number
  school: string
  staff: string[]
  state: "open" | "found" | "falseAlarm"
  timeline: SafetySighting[]
  where: string
  words: SafetyWord[]
}

export interface SafetySighting {
  at: number
  by: string
  contradicts: boolean
  note: string
  saidAt: number
  seen: "with" | "seen"
  student: string
  way: string
  where: string
  with: string
}

export interface SafetyTodayAlert {
  accounted: number
  alert: string
  at: number
  class: string
  drill: boolean
  kind: "fire" | "quake" | "lockdown" | "weather" | "other"
  of: number
}

export interface SafetyTodaySearch {
  at: number
  by: string
  class: string
  drill: boolean
  name: string
  ring: number
  search: string
  sightings: number
  student: string
  text: string
}

export interface SafetyWarning {
  drill?: boolean
  kind: "fire" | "quake" | "lockdown" | "weather" | "other"
  text?: string
}

export interface SafetyWord {
  at: number
  by: string
  class: string
  id: string
  name: string
  search: string
  student: string
  text: string
}

export interface SearchOutBody {
  items: FeedFound[]
  next: string
}

export interface SetConsentInputBody {
  photos?: boolean
  pictures?: string
}

export interface SetupStateInputBody {
  token: string
}

export interface SetupStateOutputBody {
  open: boolean
}

export interface SheetColumn {
  block?: number
  header: string
  index: number
  locked: boolean
  meaning: string
  part?: string
  relation?: string
  samples: string[]
  slot?: number
}

export interface ShelvesOutBody {
  items: AlbumShelf[]
  next: string
}

export interface SignInInputBody {
  login: string
  password: string
}

export interface SnoozeInBody {
  until: number
}

export interface SummaryInBody {
  summary: string
}

export interface TagInBody {
  students: string[]
}

export interface TalkAsked {
  card: string
  mine: boolean | null
  writers: number
  yes: number
}

export interface TalkCard {
  quotes: number[]
  summary: string
  title: string
}

export interface TalkDebt {
  at: number
  class: string
  className: string
  conversation: string
  entry: FeedEntry
  name: string
  seq: number
  snoozedUntil: number
}

export interface TalkDuty {
  label: string
  person: string
}

export interface TalkEntryBody {
  entry: FeedEntry
}

export interface TalkExperience {
  at: number
  id: string
  quotes: string[]
  summary: string
  title: string
  yours: boolean
}

export interface TalkHere {
  canAlarm: boolean
  duty: TalkDuty
  mentionable: TalkMention[]
  quiet: TalkQuiet
  staffRead: number
  staffSeesAt: number
}

export interface TalkListed {
  at: number
  by: RosterByline
  closedAt: number
  conversation: string
  lastReplyAt: number
  replies: number
  seq: number
  state: "open" | "closed"
  summary: string
  title: string
}

export interface TalkMention {
  id: string
  kind: "staff" | "family"
  label?: string
}

export interface TalkMine {
  reactions: Record<string, string>
}

export interface TalkOldest {
  at: number
  conversation: string
  name: string
  seq: number
}

export interface TalkOwing {
  n: number
  oldest?: TalkOldest
}

export interface TalkPosted {
  entry?: FeedEntry
  waiting?: string
  waits: number
}

export interface TalkQuiet {
  from: string
  on: boolean
  until: string
}

export interface TalkReviewed {
  files: MediaAttached[]
  items: TalkVersion[]
}

export interface TalkRung {
  at: number
  by: RosterByline
  class: string
  conversation: string
  duty: string
  id: string
  reason: "health" | "safety" | "notHome"
  seenAt: number
  seenBy: RosterByline
  seq: number
  student: string
  text: string
}

export interface TalkTitleBody {
  title: string
}

export interface TalkVersion {
  act: "said" | "edited" | "recalled" | "removed"
  at: number
  by: RosterByline
  reason: string
  text: string
  version: number
}

export interface TalkWaiting {
  at: number
  dueAt: number
  files: string[]
  id: string
  parent: number
  state: "waiting" | "stuck"
  text: string
}

export interface TellInBody {
  at?: number
  note?: string
  seen: "with" | "seen" | "no"
  student?: string
  way?: string
  where?: string
  with?: string
}

export interface ThanksInBody {
  students?: string[]
  word?: string
}

export interface ThanksOutBody {
  thanked: string[]
}

export interface TickInBody {
  done: boolean
  item: number
  student: string
}

export interface TickInBody1 {
  note?: string
  state: "" | "safe" | "notHere" | "unknown"
  student: string
}

export interface TopicsOutBody {
  items: TalkListed[]
  next: string
}

export interface UndoInBody {
  asReply?: boolean
  undo: string
}

export interface V2ErrorDetail {
  location?: string
  message?: string
  value?: unknown
}

export interface V2ErrorModel {
  detail?: string
  errors?: V2ErrorDetail[]
  instance?: string
  status?: number
  title?: string
  type?: string
}

export interface WaitingOutBody {
  items: TalkWaiting[]
  next: string
}

export interface WidenInBody {
  ring?: number
}

export interface WithdrawInBody {
  number?: number
  student?: string
}

export interface WriteRulesInputBody {
  items: RosterRule[]
}

/** What each operation takes and answers, by method and path. */
export interface Operations {
  "GET /alarms": { answer: AlarmsOutBody; query: { after?: string; limit?: number } }
  "POST /alarms/{alarm}/ack": { answer: TalkRung }
  "GET /albums/{album}": { answer: AlbumView; query: { after?: string; limit?: number } }
  "PUT /albums/{album}": { answer: AlbumView; body: AlbumTitleBody }
  "POST /albums/{album}/pictures": { answer: AlbumView; body: AddInBody }
  "GET /albums/{album}/zip": { answer: undefined }
  "GET /alerts/{alert}": { answer: SafetyAlert; query: { class?: string } }
  "POST /alerts/{alert}/end": { answer: SafetyAlert }
  "GET /alerts/{alert}/mine": { answer: SafetyMyAlert }
  "POST /alerts/{alert}/people": { answer: SafetyAlert; body: TickInBody1 }
  "POST /alerts/{alert}/safe": { answer: SafetyMyAlert; body: SafeInBody }
  "GET /answer/{code}": { answer: AskSlip }
  "POST /answer/{code}": { answer: AskMine; body: ByLinkInBody }
  "POST /asks/{ask}/answer": { answer: AskMine; body: AnswerInBody }
  "GET /asks/{ask}/answers": { answer: AskResults; query: { after?: string; limit?: number } }
  "POST /asks/{ask}/answers": { answer: AskMine; body: ForInBody }
  "GET /asks/{ask}/answers/{student}/changes": { answer: HistoryOutBody }
  "GET /asks/{ask}/chain": { answer: AskChain; query: { after?: string; limit?: number } }
  "POST /asks/{ask}/close": { answer: undefined }
  "POST /asks/{ask}/confirm": { answer: AskMine; body: ConfirmInBody }
  "GET /asks/{ask}/counts": { answer: AskCounts }
  "GET /asks/{ask}/export": { answer: undefined }
  "GET /asks/{ask}/links": { answer: LinksOutBody; query: { after?: string; limit?: number } }
  "POST /asks/{ask}/links": { answer: AskMadeLink; body: LinkInBody }
  "POST /asks/{ask}/paste": { answer: PasteOutBody; body: PasteInBody }
  "POST /asks/{ask}/paste/apply": { answer: ApplyOutBody; body: ApplyInBody }
  "POST /asks/{ask}/read": { answer: AskMine; body: ReadInBody }
  "POST /asks/{ask}/reopen": { answer: undefined }
  "POST /asks/{ask}/withdraw": { answer: AskMine; body: WithdrawInBody }
  "GET /children/{student}/consent": { answer: ConsentOutputBody }
  "PUT /children/{student}/consent": { answer: undefined; body: SetConsentInputBody }
  "GET /children/{student}/export": { answer: undefined }
  "POST /children/{student}/invite": { answer: RosterInvite }
  "POST /children/{student}/missing": { answer: SafetyWord; body: MissingInBody }
  "GET /children/{student}/pictures": { answer: PicturesOutBody; query: { after?: string; limit?: number } }
  "GET /children/{student}/searches": { answer: SafetyListBodySearch; query: { after?: string; limit?: number } }
  "GET /children/{student}/way": { answer: CheckinWay }
  "PUT /children/{student}/way": { answer: CheckinWay; body: CheckinWay }
  "POST /claims/{claim}/approve": { answer: undefined; body: ApproveInputBody }
  "POST /claims/{claim}/refuse": { answer: undefined }
  "POST /classes": { answer: IdOutputClassIDBody; body: RosterNameBody }
  "GET /classes/{class}": { answer: ClassOutputBody }
  "PUT /classes/{class}": { answer: undefined; body: RosterNameBody }
  "GET /classes/{class}/albums": { answer: ShelvesOutBody; query: { after?: string; limit?: number } }
  "POST /classes/{class}/albums": { answer: AlbumView; body: AlbumOpening }
  "GET /classes/{class}/alerts": { answer: SafetyListBodyAlertLine; query: { after?: string; limit?: number } }
  "POST /classes/{class}/alerts": { answer: SafetyAlert; body: SafetyWarning }
  "POST /classes/{class}/archive": { answer: undefined }
  "GET /classes/{class}/book": { answer: AlbumBook }
  "PUT /classes/{class}/book": { answer: AlbumBook; body: AlbumBook }
  "GET /classes/{class}/book/view": { answer: AlbumPrint; query: { student?: string } }
  "GET /classes/{class}/claims": { answer: RosterListClaim; query: { after?: string; limit?: number } }
  "GET /classes/{class}/companions": { answer: CheckinPairs }
  "PUT /classes/{class}/companions": { answer: CheckinPairs; body: PairsInBody }
  "GET /classes/{class}/coverage": { answer: ReportCoverage }
  "GET /classes/{class}/days": { answer: DaysOutBody; query: { from?: string; until?: string } }
  "PUT /classes/{class}/days/{day}": { answer: undefined; body: CheckinException }
  "GET /classes/{class}/duty": { answer: TalkDuty }
  "PUT /classes/{class}/duty": { answer: TalkDuty; body: DutyInBody }
  "GET /classes/{class}/missing": { answer: SafetyListBodyWord; query: { after?: string; limit?: number } }
  "GET /classes/{class}/notices": { answer: ListOutBody1; query: { after?: string; limit?: number } }
  "POST /classes/{class}/notices": { answer: NoticeView; body: NoticeDraft }
  "POST /classes/{class}/notices/question": { answer: QuestionOutBody; body: QuestionInBody }
  "POST /classes/{class}/pictures/check": { answer: AlbumCheck; body: CheckInBody }
  "GET /classes/{class}/pictures/waiting": { answer: PicturesOutBody; query: { after?: string; limit?: number } }
  "GET /classes/{class}/plans": { answer: PlansOutBody }
  "POST /classes/{class}/plans": { answer: CheckinPlan; body: CheckinPlan }
  "GET /classes/{class}/poster": { answer: RosterInvite }
  "POST /classes/{class}/poster/renew": { answer: RosterInvite }
  "POST /classes/{class}/roster/dry-run": { answer: RosterDryRun; body: ImportInputBody }
  "POST /classes/{class}/roster/import": { answer: RosterImported; body: ImportInputBody }
  "GET /classes/{class}/rounds": { answer: ListOutBody2; query: { after?: string; limit?: number } }
  "POST /classes/{class}/rounds": { answer: OpenOutBody; body: OpenInBody }
  "GET /classes/{class}/rules": { answer: RosterRules }
  "PUT /classes/{class}/rules": { answer: RosterRules; body: WriteRulesInputBody }
  "GET /classes/{class}/searches": { answer: SafetyListBodyLine; query: { after?: string; limit?: number } }
  "POST /classes/{class}/searches": { answer: SafetySearch; body: OpenInBody1 }
  "GET /classes/{class}/slips": { answer: RosterListSlip; query: { after?: string; limit?: number } }
  "POST /classes/{class}/slips": { answer: RosterListSlip; body: IssueSlipsInputBody }
  "GET /classes/{class}/staff": { answer: RosterListColleague; query: { after?: string; limit?: number } }
  "POST /classes/{class}/staff": { answer: RosterJoined; body: AddStaffInputBody }
  "DELETE /classes/{class}/staff/{person}": { answer: undefined }
  "GET /classes/{class}/storage": { answer: AlbumStorage }
  "GET /classes/{class}/students": { answer: RosterListStudentView; query: { after?: string; limit?: number } }
  "POST /classes/{class}/students": { answer: IdOutputStudentIDBody; body: AddStudentInputBody }
  "GET /classes/{class}/topics": { answer: TopicsOutBody; query: { state?: "" | "open" | "closed"; after?: string; limit?: number } }
  "DELETE /contacts/{contact}": { answer: undefined }
  "PUT /contacts/{contact}": { answer: undefined; body: RosterContactBody }
  "GET /conversations": { answer: ListOutBody }
  "GET /conversations/{conversation}": { answer: FeedRoom }
  "POST /conversations/{conversation}/alarms": { answer: TalkEntryBody; body: AlarmInBody }
  "GET /conversations/{conversation}/entries": { answer: FeedPage; query: { after?: number; before?: number; told?: boolean; from?: number; around?: number; thread?: number; day?: number; limit?: number } }
  "POST /conversations/{conversation}/mark": { answer: undefined; body: MarkInBody }
  "POST /conversations/{conversation}/messages": { answer: TalkPosted; body: PostInBody }
  "DELETE /conversations/{conversation}/messages/{seq}": { answer: TalkEntryBody; query: { reason?: string } }
  "PUT /conversations/{conversation}/messages/{seq}": { answer: TalkEntryBody; body: EditInBody }
  "POST /conversations/{conversation}/messages/{seq}/album": { answer: AlbumView; body: AlbumTitleBody }
  "GET /conversations/{conversation}/messages/{seq}/experience": { answer: TalkAsked }
  "PUT /conversations/{conversation}/messages/{seq}/experience": { answer: TalkAsked; body: AgreeInBody }
  "POST /conversations/{conversation}/messages/{seq}/experience/publish": { answer: TalkExperience; body: TalkCard }
  "GET /conversations/{conversation}/messages/{seq}/history": { answer: TalkReviewed }
  "PUT /conversations/{conversation}/messages/{seq}/reaction": { answer: undefined; body: ReactInBody }
  "PUT /conversations/{conversation}/messages/{seq}/topic": { answer: TalkEntryBody; body: TalkTitleBody }
  "POST /conversations/{conversation}/messages/{seq}/topic/close": { answer: TalkEntryBody; body: SummaryInBody }
  "POST /conversations/{conversation}/messages/{seq}/topic/reopen": { answer: TalkEntryBody }
  "GET /conversations/{conversation}/mine": { answer: TalkMine; query: { from?: number } }
  "POST /conversations/{conversation}/owed/{seq}/done": { answer: undefined }
  "POST /conversations/{conversation}/owed/{seq}/snooze": { answer: undefined; body: SnoozeInBody }
  "GET /conversations/{conversation}/talk": { answer: TalkHere }
  "GET /conversations/{conversation}/waiting": { answer: WaitingOutBody }
  "GET /devices": { answer: DevicesOutputBody; query: { after?: string; limit?: number } }
  "DELETE /devices/{device}": { answer: undefined }
  "GET /experiences": { answer: ExperiencesOutBody; query: { after?: string; limit?: number } }
  "DELETE /experiences/{experience}": { answer: undefined }
  "DELETE /files/{file}": { answer: undefined }
  "GET /files/{file}": { answer: MediaFile }
  "GET /files/{file}/{size}": { answer: undefined }
  "GET /forms": { answer: FormsOutBody; query: { after?: string; limit?: number } }
  "POST /forms": { answer: FormOutBody; body: FormInBody }
  "DELETE /forms/{form}": { answer: undefined }
  "DELETE /guardians/{guardian}": { answer: undefined }
  "DELETE /guardians/{guardian}/bar": { answer: undefined }
  "POST /guardians/{guardian}/bar": { answer: undefined; body: BarInputBody }
  "GET /home": { answer: ReportHome }
  "POST /join": { answer: JoinOutputBody; body: JoinInputBody }
  "POST /join/check": { answer: RosterChecked; body: CheckInputBody }
  "POST /join/look": { answer: LookOutputBody; body: LookInputBody }
  "GET /join/state": { answer: JoinStateOutputBody }
  "GET /keepsakes": { answer: AlbumKeepsakes }
  "GET /leaving": { answer: LeavingOutBody }
  "DELETE /links/{link}": { answer: undefined }
  "GET /live/poll": { answer: PollOutBody; query: { heads?: string } }
  "DELETE /me/calendar": { answer: undefined }
  "GET /me/calendar": { answer: NoticeCalendar }
  "POST /me/calendar": { answer: NoticeCalendar }
  "PUT /me/password": { answer: undefined; body: PasswordInputBody }
  "PUT /me/preferences": { answer: undefined; body: AccountPrefs }
  "GET /me/quiet": { answer: TalkQuiet }
  "PUT /me/quiet": { answer: TalkQuiet; body: TalkQuiet }
  "GET /notices/{notice}": { answer: NoticeView }
  "PUT /notices/{notice}": { answer: NoticeView; body: CorrectInBody }
  "PUT /notices/{notice}/checks": { answer: undefined; body: TickInBody }
  "PUT /notices/{notice}/pin": { answer: NoticeView; body: PinInBody }
  "POST /notices/{notice}/recall": { answer: NoticeView }
  "GET /notices/{notice}/receipts": { answer: NoticeReceipts }
  "POST /notices/{notice}/remind": { answer: NoticeReminding; body: RemindInBody }
  "POST /notices/{notice}/replies": { answer: NoticeReplied; body: ReplyInBody }
  "POST /notices/{notice}/replies/undo": { answer: NoticeReplied; body: UndoInBody }
  "GET /notices/{notice}/slip": { answer: NoticeSlip; query: { student: string } }
  "GET /owed": { answer: OwedOutBody; query: { after?: string; limit?: number } }
  "GET /owed/morning": { answer: OwedOutBody }
  "DELETE /pictures/{picture}": { answer: undefined }
  "PUT /pictures/{picture}": { answer: undefined; body: CaptionInBody }
  "POST /pictures/{picture}/approve": { answer: undefined }
  "POST /pictures/{picture}/refuse": { answer: undefined }
  "PUT /pictures/{picture}/tags": { answer: AlbumCheck; body: TagInBody }
  "DELETE /plans/{plan}": { answer: undefined }
  "PUT /plans/{plan}": { answer: CheckinPlan; body: CheckinPlan }
  "GET /rounds/{round}": { answer: CheckinBoard }
  "POST /rounds/{round}/children/{student}": { answer: CheckinBoard; body: ChildInBody }
  "POST /rounds/{round}/close": { answer: CheckinBoard }
  "POST /rounds/{round}/links": { answer: CheckinRoundLink; body: LinkInBody1 }
  "GET /rounds/{round}/mine": { answer: MineOutBody }
  "POST /rounds/{round}/remind": { answer: CheckinReminding; body: RemindInBody1 }
  "POST /rounds/{round}/report": { answer: CheckinMyRound; body: ReportInBody }
  "POST /rounds/{round}/thanks": { answer: ThanksOutBody; body: ThanksInBody }
  "POST /school/alerts": { answer: SafetyAlert; body: SafetyWarning }
  "GET /school/quiet": { answer: TalkQuiet }
  "PUT /school/quiet": { answer: TalkQuiet; body: TalkQuiet }
  "GET /search": { answer: SearchOutBody; query: { q?: string; kind?: "notice" | "reply" | "message" | "album" | "round" | ""; conversation?: string; by?: string; from?: number; until?: number; after?: string; limit?: number } }
  "GET /searches/{search}": { answer: SafetySearch }
  "POST /searches/{search}/answer": { answer: SafetyAsked; body: TellInBody }
  "GET /searches/{search}/asked": { answer: SafetyAsked }
  "POST /searches/{search}/falseAlarm": { answer: SafetySearch; body: EndInBody }
  "POST /searches/{search}/found": { answer: SafetySearch; body: EndInBody }
  "POST /searches/{search}/hold": { answer: SafetySearch; body: HoldInBody }
  "PUT /searches/{search}/known": { answer: SafetySearch; body: SafetyKnown }
  "GET /searches/{search}/sheet": { answer: SafetySheet }
  "POST /searches/{search}/widen": { answer: SafetySearch; body: WidenInBody }
  "DELETE /session": { answer: undefined }
  "GET /session": { answer: RosterSelf }
  "POST /session": { answer: undefined; body: SignInInputBody }
  "POST /session/enter": { answer: undefined; body: EnterInputBody }
  "POST /setup": { answer: FoundOutputBody; body: FoundInputBody }
  "POST /setup/state": { answer: SetupStateOutputBody; body: SetupStateInputBody }
  "GET /students/{student}": { answer: RosterStudentView }
  "PUT /students/{student}": { answer: undefined; body: EditStudentInputBody }
  "POST /students/{student}/contacts": { answer: IdOutputContactIDBody; body: RosterContactBody }
  "POST /students/{student}/leave": { answer: undefined }
  "GET /today": { answer: ReportToday }
  "POST /uploads": { answer: undefined }
  "DELETE /uploads/{upload}": { answer: undefined }
  "HEAD /uploads/{upload}": { answer: undefined }
  "PATCH /uploads/{upload}": { answer: undefined }
  "POST /uploads/{upload}/finish": { answer: FileOutBody }
  "DELETE /waiting/{waiting}": { answer: undefined }
  "POST /waiting/{waiting}/now": { answer: TalkPosted; body: NowInBody }
}

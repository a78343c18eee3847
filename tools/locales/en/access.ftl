# Who may do what.
access-not-allowed = { $deed ->
    [export] Making files needs another role than "{ $role }"; it is open to { $others }.
    [acknowledge] Taking an alert needs another role than "{ $role }"; it is open to { $others }.
    [subscribe] Subscribing to messages needs another role than "{ $role }"; it is open to { $others }.
    [refresh] Refreshing the data needs another role than "{ $role }"; it is open to { $others }.
    [load] Loading files needs another role than "{ $role }"; it is open to { $others }.
    [unload] Taking a load back touches everybody's data; it is open to { $others } who see all of it.
    [rules] Changing alert rules needs another role than "{ $role }"; it is open to { $others }.
    [define] Saying what a word means for everybody is open to { $others } who see all data.
    [people] Managing people and reading what was done is open to { $others } who see all data.
   *[ask] Asking needs a role; ask an administrator.
} Ask an administrator.
access-session-ended = Your session has ended. Sign in again.
access-no-such-user = There is no user "{ $received }". Known: { $possible }.
access-no-such-channel = There is no channel { $received }. Known: { $possible }.
access-no-such-account = There is no account { $received }. Known: { $possible }.
access-nothing-named = Nothing is named in the list of { $side ->
    [channels] channels
   *[accounts] accounts
 }: name at least one, or leave the option out. Known: { $possible }.
access-no-such-role = There is no role "{ $received }". Possible: { $possible }.
access-bad-name = A name has 1 to 200 printable characters and is not "local", which is whoever sits at the machine itself.
access-bad-password = A password has { $least } to { $most } characters.
access-password-needed = A password is needed and there is no terminal to ask on: pass it with --password-stdin.
access-password-prompt = Password
access-nobody = Nobody is registered yet: on this machine only whoever sits at it may enter; add a person with `demetra user add NAME --role ROLE`.
access-saved = { $user } is saved with the role { $role } and sees: { $bounds }.
access-all-data = all data
access-disabled = (kept out)
access-now-disabled = { $user } is kept out from now on.
access-now-enabled = { $user } may sign in again.
access-password-changed = The password of { $user } is changed; their sessions have ended.
access-token-scope = This token was not lent the right to do this ({ $deed }): create one with a wider scope, demetra token create NAME --scope write.
access-no-such-scope = There is no scope { $received }. Possible: { $possible }.
access-bad-token-name = What a token is for is said in 1 to { $most } characters.
access-no-such-token = There is no token { $received }. Known: { $possible }.
access-token-made = Token for { $user }, scope: { $scopes }. It is shown this once:
access-token-revoked = (revoked)
access-token-ended = Token { $id } of { $user } is worth nothing from now on.
access-no-tokens = There are no tokens. Make one: demetra token create NAME --scope read
jobs-unknown = There is no work { $received } of yours: it may have been forgotten after a week, or begun when you saw other data.
jobs-taken = The proposal { $received } was carried out already, is not yours, or has waited too long: ask for it again.
access-usual-days = A default period of { $received } days can't be kept: 1 to { $most } days are possible. Name another number.
access-everybodys = This is made of everybody's data at once, so whoever sees a part of them does not start it. It is renewed by itself after each refresh.
access-bad-client = A client's name has 1 to { $most } printable characters and is not "*", which means all of them.
access-no-such-client = There is no client { $received } that you may look at. Known: { $possible }.
access-client-saved = { $client }: { $accounts }.
access-client-freed = Nobody's from now on: { $accounts }.
access-no-clients = No account has been given to a client: demetra client set NAME --accounts ID,ID
access-whole-only = These figures are of the whole installation, so whoever sees a part of the data is not told them. Ask with the token of somebody who sees all of it.

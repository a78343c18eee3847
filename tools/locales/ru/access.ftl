# Кому что можно.
access-not-allowed = { $deed ->
    [export] Для выгрузки файлов нужна другая роль, не «{ $role }»: это могут { $others }.
    [acknowledge] Чтобы взять предупреждение в работу, нужна другая роль, не «{ $role }»: это могут { $others }.
    [subscribe] Чтобы подписаться на сообщения, нужна другая роль, не «{ $role }»: это могут { $others }.
    [refresh] Для обновления данных нужна другая роль, не «{ $role }»: это могут { $others }.
    [load] Для загрузки файлов нужна другая роль, не «{ $role }»: это могут { $others }.
    [unload] Отзыв загрузки затрагивает общие данные: это могут { $others }, если видят все данные.
    [rules] Для правил предупреждений нужна другая роль, не «{ $role }»: это могут { $others }.
    [define] Сказать, что слово значит для всех, могут { $others }, если видят все данные.
    [people] Пользователей ведут и журнал читают { $others }, если видят все данные.
   *[ask] Чтобы спрашивать, нужна роль: обратитесь к администратору.
} Обратитесь к администратору.
access-session-ended = Ваш сеанс окончен. Войдите снова.
access-no-such-user = Нет пользователя «{ $received }». Известны: { $possible }.
access-no-such-channel = Нет канала { $received }. Известны: { $possible }.
access-no-such-account = Нет кабинета { $received }. Известны: { $possible }.
access-nothing-named = В списке { $side ->
    [channels] каналов
   *[accounts] кабинетов
 } ничего нет: назовите хотя бы одно имя или уберите параметр. Известны: { $possible }.
access-no-such-role = Нет роли «{ $received }». Возможны: { $possible }.
access-bad-name = В имени от 1 до 200 печатных знаков, и это не «local»: так зовут того, кто сидит за самой машиной.
access-bad-password = В пароле от { $least } до { $most } знаков.
access-password-needed = Нужен пароль, а терминала нет: передайте его через --password-stdin.
access-password-prompt = Пароль
access-nobody = Пока никто не заведён: войти может только тот, кто сидит за этой машиной; добавьте человека: `demetra user add ИМЯ --role РОЛЬ`.
access-saved = Сохранено: { $user }, роль { $role }, видит: { $bounds }.
access-all-data = все данные
access-disabled = (вход закрыт)
access-now-disabled = { $user } больше не войдёт.
access-now-enabled = { $user } снова может войти.
access-password-changed = Пароль { $user } изменён, сеансы окончены.
access-token-scope = Токену не дано это право ({ $deed }): создайте токен шире, demetra token create ИМЯ --scope write.
access-no-such-scope = Нет области { $received }. Возможны: { $possible }.
access-bad-token-name = Назначение токена — от 1 до { $most } знаков.
access-no-such-token = Нет токена { $received }. Известны: { $possible }.
access-token-made = Токен для { $user }, область: { $scopes }. Он показан один раз:
access-token-revoked = (отозван)
access-token-ended = Токен { $id } пользователя { $user } больше не действует.
access-no-tokens = Токенов нет. Создайте: demetra token create ИМЯ --scope read
jobs-unknown = Нет вашей работы { $received }: она забыта через неделю или начата, когда вам были видны другие данные.
jobs-taken = Предложение { $received } уже выполнено, не ваше или ждало слишком долго: запросите его заново.
access-usual-days = Период по умолчанию в { $received } дн. не годится: возможно от 1 до { $most } дней. Назовите другое число.
access-everybodys = Это считается сразу по данным всех, поэтому тот, кто видит часть, не запускает пересчёт. Он идёт сам после каждого обновления.
access-bad-client = Имя клиента — от 1 до { $most } печатных знаков и не «*»: звёздочка значит «все».
access-no-such-client = Среди доступных вам клиентов нет { $received }. Есть: { $possible }.
access-client-saved = { $client }: { $accounts }.
access-client-freed = Теперь ничьи: { $accounts }.
access-no-clients = Кабинеты ещё не поделены между клиентами: demetra client set ИМЯ --accounts ID,ID
access-whole-only = Эти цифры — обо всей установке, поэтому тому, кто видит часть данных, они не даются. Возьмите токен того, кто видит все данные.

# Что интерфейсы для программ говорят тем, кто к ним обращается.
api-sign-in = Неизвестно, кто спрашивает: пришлите токен (Authorization: Bearer ...), его создаёт demetra token create ИМЯ --scope read.
api-bad-token = Токен неизвестен, отозван или истёк: создайте новый, demetra token create ИМЯ --scope read.
api-too-many = Запросов больше { $most } в минуту. Подождите минуту и продолжайте.
api-bad-key = В Idempotency-Key от 1 до 200 печатных знаков без пробелов.
api-key-busy = На запрос с этим Idempotency-Key ещё отвечают. Спросите чуть позже.
api-key-other = Этот Idempotency-Key уже использован для другого запроса: выберите новый.
api-not-here = По этому адресу ничего нет. Что есть, перечисляет /api/openapi.json.
api-method = Этот адрес принимает другие методы: см. заголовок Allow.
api-no-tool = Нет инструмента { $received }; возможно, { $nearest }? Есть: { $possible }.
api-campaign-there = Кампания «{ $received }» уже заведена под номером { $number }: для ещё одной укажите другой external_id.
api-no-campaign = Нет кампании { $received }, которую вам видно.
api-no-advice = Список действий ещё не составляли: его делает POST /api/recommendations/generate.
api-job-broken = Работа прервалась вместе со своим процессом. Начните её снова.
api-plain = { $text }

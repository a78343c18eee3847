"""Words that carry no part of the question: politeness, auxiliaries, the marketer's everyday nouns and verbs."""

from typing import Final

FILLERS: Final = """
waht teh hwo adn wich whcih shwo tel pls hwat mny waaht thier совет совета совету советом директоров инвестор инвесторы инвесторам готовлюсь готовим готовлю готовить понадобилось понадобится понадобились
рекламы рекламою привлечено привлекли привлек привлекла привлечь привели привело привел бабла бабло бабки баблос вообще ваще щас чё чо сорри плс
advertise advertising-wise а б бы где куда откуда было быть будь был была были в вам вами вас вашей ваш ваша ваше ведь вижу видно во возьми вон вопрос вопросик вот все-таки всё-таки выведи вывести выдай выдать
глянь глянуть говори говоря да давай давайте дай дать дайте данным данном делать день добрый доброе для должно до думаешь ему если
ещё еще же за зайти здесь здорово знаешь знать и из или им именно иметь имели имел имела интересно интересует интересен использовать их к каков какова каковы как кампаниям-то ко когда-то конкретно кстати
лучше-ка меня мне можно можешь можете мои мой моя моё моих могу мы на наверное надо нам нами нас наш наша наше наши нашей наших наших нашем нашим
него нее ней неё ну нужно нужен нужна нужны о об оказался оказалась оказалось он она они оно от отдельно отобрази ответь ответить отправь очень
пж пжлст пожалуйста плиз по-моему по-русски под поэтому получается получилось получили получил получила получило получить подскажи подскажите подсказать показ-ка покажи покажите показать показали показал показывать посмотреть посмотрим посмотри
понять понимать помоги помочь пора потом похоже при привести приведи принёс-то про просто проанализируй анализ проверь прошу пусть
работе рассказать расскажи расскажите реклама рекламе рекламу рекламой рекламный рекламная рекламное рекламные рекламных рекламным рекламного рекламной рекламодатель ребята
с сам сама само сами самой самом сделай сделать сейчас сегодня-то скажи скажите сказать скинь скинуть скок со собственно составил составила составило составили составляет среди случилось смотри спасибо срез стал стала стали стало столько
такой такая такое такие там тебе те то тогда того той том тот ту тут ты у уже узнать укажи указать уважаемый хватит ходят хотеть хочу хотел хотела хотелось хотим хочется чего чем через что чтоб чтобы чему эй это этого этой этом эти эту
являться является была-ли ли вышло вышел вышла выйти выходит выходило имеет быстро быстренько срочно коротко кратко итак далее вывод сообщи сообщить назови назвать определи определить рассчитай рассчитать посчитай посчитать посчитайте подсчитай найди найти выясни
шеф шефу начальник начальнику начальство клиенту руководство руководству руководитель директор директору босс боссу совещание совещанию встреча встречу встрече презентация презентацию презентации команда команде коллега коллеги коллегам
маркетинг маркетинга маркетинге маркетингу маркетинговый маркетинговых маркетинговые трафик трафика трафику продвижение продвижении продвижения бюджет бюджета бюджете бюджету деньги денег деньгами рубль рублей руб доллар долларов доллары usd rub eur евро значение значения величина уровень уровня
период периода период-то время времени момент хороший нормально примерно около приблизительно точно реально вообще-то пользователь пользователей человек людей люди
идти идет идут пришло прийти прийтись приходится пришлось пришелся случай ситуация ситуацию положение стоит мочь получаться удалось достичь добиться иной другой остальной прочий разный различный каждой
давать дает дают дало дал дала приносить показываться лежать находиться стоять собрать набрать собрали набрали собрал набрал набрала наша-то вывестись добыть нагенерить генерить сгенерировать сгенерировали обеспечить обеспечил обеспечила
обошелся обошлась обошлось обошлись обходиться обходится имеющийся запустить запущенный запускали запустили крутить крутили крутилась вести вели ведем ведётся пройти прошли прошла проходить прошедший
считая исходя относится связан касаться касается касательно рамках рамки течение протяжении момент основа основании на-основе сторону пользу плане
вся всю всей всею всеми итоговый финальный текущий нынешний реальный фактический
a able about actually ago ahead also am an any anyone anything are aren't as at ask be been being best-of bit board both boss brief briefly but by can can't could client
customer-facing day-by-day dear deliver delivered delivering did didn do does doing done don ensure exactly fetch figure find for from gave generate generated generates generating get gets getting give given gives gone good-morning got had happen happened has have having
hello-there hey hi-there him his how i i'd i'll i'm i've if in into is isn it's just-so kindly know let let's like look looked looking looks main make makes many marketing manager matter may maybe me mean-by meeting
might mine much must my need needed needs no-matter nice obtain of off oh on one ones our ours out over-all please pls plz possible prepare presentation present provide produce produced
put quick quickly question quite really regarding right run running-ads said say see seem seen send set shall she should show showed shown shows showing side since slide so some someone something still
stand such summarise summarize take tell terms thank thanks than that's the their-own them there's thing things think till time times to too try ty u under-review understand until up upon us use user users value values various very via view want wanted wants
was wasn watch way we we'd we'll we're we've were weren what's where which-ever while who's will wish with would wouldn yes you you'd your yours
ad ads advert adverts advertising advertisement advertisements paid media-buying money budget budgets dollars usd dollar bucks activity activities effort efforts sources team report-wise side-by-side
amount amounts level levels rate-wise number-wise people audience-wise happened bring brings brought come came comes coming yield yields deliver driven drive drives drove attract attracted attracting received receive receives pull pulled
within during throughout through between-us among-us toward towards upon onto versus-each respectively period period-wise
went go goes going spend-wise basis each-one other others another else different difference-wise various overall-wise currently today's right-now recently historically ever total-wise
data-wise business company-wide shop store project product-wise
analyse analyze analysis check examine explore investigate describe inform display pull retrieve calculate-for compute-for determine identify name point specify
figure-out be-able looking-for interested curious wondering wonder hear heard told explain
were-there is-there has-been have-been had-been our-own mine-own
""".split()  # noqa: SIM905 - a page of words reads better than a list of quotes

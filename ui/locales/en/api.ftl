# What the interfaces for programs say to those who call them.
api-sign-in = Nobody is named: send a token (Authorization: Bearer ...), made with demetra token create NAME --scope read.
api-bad-token = The token is unknown, revoked or over: make a new one with demetra token create NAME --scope read.
api-too-many = That was more than { $most } requests a minute. Wait a minute and go on.
api-bad-key = An Idempotency-Key has 1 to 200 printable characters without spaces.
api-key-busy = The request with this Idempotency-Key is still being answered. Ask again in a moment.
api-key-other = This Idempotency-Key was used for another request: choose a new one.
api-not-here = There is nothing at this address. What there is stands in /api/openapi.json.
api-method = This address takes other methods: see the Allow header.
api-no-tool = There is no tool { $received }; did you mean { $nearest }? Possible: { $possible }.
api-campaign-there = Campaign “{ $received }” is entered already, as number { $number }: give another external_id for one more.
api-no-campaign = There is no campaign { $received } that you see.
api-no-advice = No list of actions was made yet: POST /api/recommendations/generate makes one.
api-job-broken = The work broke off when its process ended. Begin it again.
api-plain = { $text }

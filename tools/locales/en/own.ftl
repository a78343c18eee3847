own-sum = { $title }
own-sum-formula = sum of "{ $title }", a column of your files
own-price = { $title }: cost of one
own-price-formula = spend / { $title }
own-rate = { $title }: share of clicks
own-rate-formula = { $title } / clicks

own-sum = { $title }
own-sum-formula = сумма столбца «{ $title }» ваших файлов
own-price = { $title }: цена за единицу
own-price-formula = расход / { $title }
own-rate = { $title }: доля от кликов
own-rate-formula = { $title } / клики

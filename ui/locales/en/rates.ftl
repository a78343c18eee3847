rates-none = No rates are stored yet; `demetra refresh` fetches the banks', `demetra rates add` keeps one by hand.
rates-kept = { $n ->
    [one] { $n } rate is kept by hand; no bank replaces it.
   *[other] { $n } rates are kept by hand; no bank replaces them.
}
rates-removed = The rate is gone; the day now has the last rate before it.

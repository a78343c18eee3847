# Как выглядят числа. Само число приходит уже записанным.
wording-nothing = н/д
wording-points = { $figure } п.п.

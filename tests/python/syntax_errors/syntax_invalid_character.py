price = 5￥

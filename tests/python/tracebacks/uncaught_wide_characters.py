# Carets under a line with Chinese text.
数据 = {"姓名": "李", "年龄": 30}
print("开始")
结果 = "年龄是：" + 数据["年龄"]

print("caskade")

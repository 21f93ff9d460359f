print("strumd")

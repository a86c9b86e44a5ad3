import whole

late = 1

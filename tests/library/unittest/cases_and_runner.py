import unittest
class T(unittest.TestCase):
    def setUp(self): self.x = 1
    def test_ok(self): self.assertEqual(1, 1)
    def test_fail(self): self.assertEqual([1,2,3], [1,2,4], "extra")
    def test_err(self): 1/0
    @unittest.skip("why")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_exp(self): self.fail()
    @unittest.expectedFailure
    def test_unexp(self): pass
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
    def test_dict(self): self.assertEqual({'a':1,'b':[1,2]}, {'a':2,'b':[1]})
    def test_str(self): self.assertEqual("a\nb\n", "a\nc\n")
    def test_raises(self):
        with self.assertRaises(ValueError) as c: int("x")
        self.assertIn("invalid", str(c.exception))
        self.assertRaisesRegex(KeyError, "z", {}.__getitem__, "q")
    def test_set(self): self.assertEqual({1,2},{2,3})
    def test_warn(self):
        import warnings
        with self.assertWarns(UserWarning): warnings.warn("x")
    def test_near(self): self.assertAlmostEqual(1.0, 1.1)
    def test_count(self): self.assertCountEqual([1,1,2],[1,2,2])
    def test_logs(self):
        import logging
        with self.assertLogs() as c: logging.getLogger("a").info("hi")
        self.assertEqual(c.output, ["INFO:a:hi"])


class Untimed:
    def write(self, text):
        import re
        import sys
        sys.stdout.write(re.sub(r"in \d+\.\d+s", "in TIME", text).replace("-" * 70, "=" * 69))

    def flush(self):
        pass


for verbosity in (0, 1, 2):
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(T)
    result = unittest.TextTestRunner(Untimed(), verbosity=verbosity).run(suite)
    print(result, result.wasSuccessful(), len(result.failures), len(result.skipped))


class Order(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("setUpClass")

    @classmethod
    def tearDownClass(cls):
        print("tearDownClass")

    def setUp(self):
        print("setUp")
        self.addCleanup(print, "cleanup")

    def tearDown(self):
        print("tearDown")

    def test_b(self):
        print("b")

    def test_a(self):
        self.skipTest("in the middle")


class Broken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise RuntimeError("no set-up")

    def test_never(self):
        print("never")


loader = unittest.TestLoader()
suite = unittest.TestSuite([loader.loadTestsFromTestCase(Order), loader.loadTestsFromTestCase(Broken)])
print(suite.countTestCases(), loader.getTestCaseNames(T)[:3])
unittest.TextTestRunner(Untimed(), verbosity=2).run(suite)
unittest.FunctionTestCase(lambda: print("function")).debug()
case = T()
for f in (lambda: case.assertTrue(0), lambda: case.assertIs(1, 2), lambda: case.assertIsNone(3), lambda: case.assertIsInstance(1, str),
          lambda: case.assertIn(1, [2]), lambda: case.assertLess(2, 1), lambda: case.assertRegex("abc", "x+"), lambda: case.assertRaises(ValueError, int, "3"),
          lambda: case.assertRaises(3), lambda: case.assertWarns(UserWarning, int), lambda: case.assertLogs().__enter__() and None,
          lambda: case.assertNotAlmostEqual(1, 1.00000001), lambda: case.assertAlmostEqual(1, 2, delta=0.5), lambda: case.assertEqual("x" * 200, "y" * 200),
          lambda: case.assertListEqual([1], (1,)), lambda: case.assertTupleEqual((1, 2), (1,)), lambda: case.fail("own"), lambda: T("missing"),
          lambda: case.assertSequenceEqual([1, 2, 3], (1, 5, 3, 4))):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


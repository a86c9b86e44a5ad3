# Encodings of texts in several languages. Confidence is printed where it is not a statistic.
import chardet

texts = {
    'utf-8': '离离原上草，一岁一枯荣', 'gbk': '离离原上草，一岁一枯荣', 'big5': '中文繁體字測試',
    'euc-jp': '最新の主要ニュース', 'shift_jis': '最新の主要ニュース', 'euc-kr': '안녕하세요 세계',
    'cp1251': 'Привет, мир! Как дела?', 'cp1253': 'Καλημέρα κόσμε', 'utf-16': 'hi',
    'utf-8-sig': 'hi', 'utf-32': 'hi', 'utf-16-le': 'hello',
    'latin-1': 'Das ist ein kleiner Text über die Größe der Häuser in München',
}
for name, text in texts.items():
    found = chardet.detect(text.encode(name))
    print(name, found['encoding'], found['language'], found['mime_type'], sorted(found))
for data in (b'Hello,world!', b'', b'\xe4\xbd\xa0', bytes(range(256)), b'GIF89a\x01\0',
             b'%PDF-1.4\n', b'PK\x03\x04\x14\0\0', b'\xff\xd8\xff\xe0\0\x10JFIF', b'abc\0def',
             b'<?xml version="1.0" encoding="gbk"?><a/>', b'~{VPND~}', b'\x1b$B:G?7\x1b(B',
             b'<meta charset="gb2312">\xd6\xd0\xce\xc4', b'# coding: latin-1\n\xe9'):
    found = chardet.detect(data)
    print(data[:12], found['encoding'], found['confidence'], found['mime_type'])
detector = chardet.UniversalDetector()
print(detector.done, detector.result)
for line in ('今天天气很好，'.encode('gbk'), '我们去公园玩吧。'.encode('gbk')):
    detector.feed(line)
print(detector.close()['encoding'], detector.done, detector.result['encoding'])
try:
    detector.feed(b'x')
except ValueError as e:
    print(e)
detector.reset()
print(detector.result)
print(chardet.detect(bytearray(b'abc'))['encoding'], chardet.detect_all(b'abc')[0]['encoding'])
print(chardet.detect('中文测试文本'.encode('gbk'), compat_names=False)['encoding'],
      chardet.detect(b'abc', prefer_superset=True)['encoding'])
for bad in (lambda: chardet.detect('text'), lambda: chardet.detect(b'', empty_input_encoding='x'),
            lambda: chardet.detect(b'', max_bytes=0)):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(chardet.__version__, chardet.MINIMUM_THRESHOLD, list(chardet.EncodingEra)[0])

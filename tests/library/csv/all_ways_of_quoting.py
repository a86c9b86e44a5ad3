"""Rows written in every way of quoting, with several dialects."""

import csv
import io


def w(rows,**k):
    s=io.StringIO()
    try: csv.writer(s,**k).writerows(rows)
    except Exception as e: print(type(e),e)
    print(repr(s.getvalue()),k)
for q in range(6):
  for k in [{},dict(escapechar='\\'),dict(doublequote=False),dict(doublequote=False,escapechar='\\'),dict(quotechar="'"),dict(delimiter=' '),dict(delimiter=' ',skipinitialspace=True),dict(lineterminator='\n'),dict(lineterminator='X')]:
    for rows in [[['a','b"c','d,e',"x'y",'l\nm','r\rs','']],[[1,2.5,None,True]],[['']],[[None]],[[]],[['a b','\\','aX', ' ']]]:
      w(rows,quoting=q,**k)

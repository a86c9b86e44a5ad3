# What robots.txt permits.
import urllib.robotparser
rp=urllib.robotparser.RobotFileParser(); rp.parse('User-agent: *\nDisallow: /x\nAllow: /x/y\nCrawl-delay: 3\nRequest-rate: 1/5\n\nUser-agent: bad\nDisallow: /\nSitemap: http://m'.splitlines()); print(rp.can_fetch('me','/a'),rp.can_fetch('me','http://h/x/y'),rp.can_fetch('bad/2','/'),rp.crawl_delay('me'),rp.request_rate('me'),rp.site_maps()); print(rp)

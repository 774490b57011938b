"""Links as an attacker and as a reader would write them, and a resolver that knows their names."""

from collections.abc import Sequence

ADDRESSES = {
    "www.example.com": ["93.184.215.14"],
    "example.com": ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"],
    "private.example.com": ["10.0.0.7"],
    "loop.example.com": ["127.0.0.1"],
    "loop6.example.com": ["::1"],
    "mixed.example.com": ["93.184.215.14", "192.168.1.1"],
    "mixed6.example.com": ["2606:2800::1", "fe80::1"],
    "mapped.example.com": ["::ffff:93.184.215.14"],
    "nat64.example.com": ["64:ff9b::5db8:d70e"],
    "sixtofour.example.com": ["2002:5db8:d70e::1"],
    "teredo.example.com": ["2001::1"],
    "metadata.example.com": ["169.254.169.254"],
    "azure.example.com": ["168.63.129.16"],
    "carrier.example.com": ["100.64.1.1"],
    "scoped.example.com": ["fe80::1%eth0"],
    "word.example.com": ["localhost"],
    "odd.example.com": ["0x7f000001"],
    "many.example.com": [f"93.184.{a}.{b}" for a in range(2) for b in range(100)],
    "none.example.com": [],
}


async def resolve(host: str) -> Sequence[str]:
    """Public for every name that is not listed, as an attacker's own name would be."""
    return ADDRESSES.get(host, ["93.184.215.14"])


SPELLINGS = """
http://127.0.0.1 http://127.0.0.1:80/
https://127.0.0.1/ http://127.0.0.1:8080/ http://127.0.0.53/
http://127.1/ http://127.0.1/ http://0/ http://0.0.0.0/ http://1/ http://2130706433/
http://017700000001/ http://0x7f000001/ http://0x7f.0.0.1/ http://0x7f.1/ http://0X7F.0.0.1/
http://0177.0.0.1/ http://0177.0.0.01/
http://00000177.0.0.1/ http://127.0.0.001/ http://127.0.0.1./
http://127.0.0.1../ http://127.0.0.256/ http://256.256.256.256/ http://999.1.1.1/ http://1.1.1/
http://1.1.1.1.1/ http://08.8.8.8/ http://8.8.8.08/
http://8.8.8.8./ http://0x8.8.8.8/ http://134744072/
http://10.0.0.1/ http://10.1/ http://100.64.0.1/ http://100.100.100.200/latest/meta-data
http://169.254.169.254/latest/meta-data/ http://169.254.170.2/
http://172.16.0.1/ http://172.31.9.9/
http://192.168.1.1/ http://192.0.0.192/
http://192.0.2.1/ http://192.88.99.1/ http://198.18.0.1/
http://198.51.100.1/ http://203.0.113.1/ http://224.0.0.1/ http://239.1.1.1/ http://240.0.0.1/
http://255.255.255.255/ http://168.63.129.16/metadata http://0xa9fea9fe/ http://2852039166/
http://0251.0376.0251.0376/ http://example.0x7f/ http://example.1/ http://example.com.1/
http://[::]/ http://[::1]/ http://[::1]:80/ http://[0:0:0:0:0:0:0:1]/ http://[::127.0.0.1]/
http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[::ffff:93.184.215.14]/
http://[::ffff:0:127.0.0.1]/ http://[64:ff9b::7f00:1]/ http://[64:ff9b::93.184.215.14]/
http://[64:ff9b:1::1]/ http://[100::1]/
http://[2001::1]/ http://[2001:db8::1]/ http://[2002:7f00:1::]/
http://[2002:5db8:d70e::1]/ http://[3fff::1]/ http://[3ffe::1]/ http://[fc00::1]/
http://[fd00:ec2::254]/latest http://[fe80::1]/ http://[fe80::1%25eth0]/ http://[fe80::1%eth0]/
http://[fe80::1%251]/ http://[2606:4700::1111%25lo]/ http://[fec0::1]/ http://[ff02::1]/
http://[5f00::1]/ http://[::1 http://::1/ http://[::1]x/ http://x[::1]/ http://[]/ http://[:]/
http://[1.2.3.4]/ http://[localhost]/ http://[v1.fe80]/ http://[::1]]/ http://[[::1]]/
http://[2606:4700::1111]:22/ http://[12345::]/
http://localhost/ http://LOCALHOST/ http://localhost./ http://localhost:8080/ http://intranet/
http://router/ http://wordpress:8080/ http://com/
http://com./ http://a.localhost/ http://a.b.localhost./
http://localhost.localdomain/ http://printer.local/
http://nas.lan/ http://fritz.home/ http://x.corp/
http://metadata.google.internal/ http://METADATA.GOOGLE.INTERNAL./ http://host.docker.internal/
http://1.0.0.127.in-addr.arpa/ http://nas.home.arpa/
http://abc.onion/ http://x.invalid/ http://x.test/
http://private.example.com/ http://loop.example.com/
http://loop6.example.com/ http://mixed.example.com/
http://mixed6.example.com/ http://mapped.example.com/ http://nat64.example.com/
http://sixtofour.example.com/ http://teredo.example.com/ http://metadata.example.com/
http://azure.example.com/ http://carrier.example.com/ http://scoped.example.com/
http://word.example.com/ http://odd.example.com/
http://many.example.com/ http://none.example.com/
http://loop.example.com./ http://LOOP.example.com/ https://loop.example.com:8443/
http://www.example.com:22/ http://www.example.com:0/
http://www.example.com:1/ http://www.example.com:25/
http://www.example.com:81/ http://www.example.com:3306/ http://www.example.com:6379/
http://www.example.com:8081/ http://www.example.com:65535/ http://www.example.com:65536/
http://www.example.com:99999/ http://www.example.com:080/ http://www.example.com:0080/
http://www.example.com:+80/ http://www.example.com:-80/ http://www.example.com:8e1/
http://www.example.com:0x50/ http://www.example.com:８０/ http://www.example.com:80:80/
http://www.example.com:٨٠/ http://www.example.com:abc/ http://8.8.8.8:53/
http://user@www.example.com/ http://user:pass@www.example.com/
http://:@www.example.com/ http://@www.example.com/
http://www.example.com@127.0.0.1/
http://127.0.0.1@www.example.com/ http://a:80@www.example.com/
http://www.example.com%40127.0.0.1/
http://www.example.com%2f@127.0.0.1/ http://a@b@www.example.com/
http://%31%32%37.0.0.1/ http://127.0.0.%31/ http://%6c%6f%63alhost/ http://www%2eexample%2ecom/
http://www.example.com%00.127.0.0.1/ http://www.example.com%0d%0a/ http://www.exam%70le.com/
http://１２７.０.０.１/ http://127。0。0。1/ http://127．0．0．1/
http://127｡0｡0｡1/ http://①②⑦.⓪.⓪.①/
http://１.１.１.１/ http://8。8。8。8/ http://١٢٧.٠.٠.١/
http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/ http://ｌｏｃａｌｈｏｓｔ/ http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/
http://loc℀lhost/ http://example.ｌｏｃａｌ/
http://printer。local/ http://x.ⓘnternal/ http://ⓔxample.corp/
http://[：：1]/ http://www.example.com／@127.0.0.1/
http://127.0.0.1／.example.com/ http://a＠127.0.0.1/
http://127.0.0.1：80/ http://www.example.com？@127.0.0.1/ http://www.example.com＃@127.0.0.1/
http://www..example.com/ http://.example.com/ http://www.example.com../
http://./ http://../ http:///
http:/// http://?x http://#x
http://:80/ http://,/ http://www,example.com/ http://www!example.com/
http://www.exa'mple.com/ http://www.example.com;80/
http://a=b.example.com/ http://a&b.example.com/
http://(www.example.com)/ http://$www.example.com/
http://*.example.com/ http://<www>.example.com/
http://www.ex|ample.com/ http://www.ex"ample.com/
http://www.ex^ample.com/ http://www.ex`ample.com/
http://{www}.example.com/ http:www.example.com/ http:/www.example.com/ http:///www.example.com/
http:////www.example.com/ https:/127.0.0.1/ //www.example.com/
//127.0.0.1/ /etc/passwd www.example.com
example.com/page 127.0.0.1 ://www.example.com h://www.example.com htp://www.example.com
file:///etc/passwd ftp://www.example.com/ gopher://127.0.0.1:6379/_x
data:text/html,x javascript:alert(1) ws://www.example.com/
wss://www.example.com/ dict://127.0.0.1:11211/ ldap://www.example.com/
view-source:http://x.de/
blob:http://www.example.com/ jar:http://www.example.com/
unix:/var/run/docker.sock about:blank mailto:a@b.de
http+unix://x/ https+http://www.example.com/ httpx://www.example.com/ ｈｔｔｐ://www.example.com/
http：//www.example.com/ feed:http://www.example.com/ localhost:80 tel:1
""".split()

CHARACTERS = [
    "",
    " ",
    " http://www.example.com/",
    "http://www.example.com/ ",
    "\thttp://www.example.com/",
    "http://www.example.com/\n",
    "http://www.example.com/\r\nHost: 127.0.0.1",
    "ht\ntp://www.example.com/",
    "http:\t//www.example.com/",
    "http://127.0.0.1\t/",
    "http://www.exam\tple.com/",
    "http://www.exam\nple.com/",
    "http://www.example.com/a b",
    "http://www.example.com/\x00",
    "http://www.example.com\x00.127.0.0.1/",
    "http://www.example.com/\x1f",
    "http://www.example.com/\x7f",
    "http://www.example.com/\x85",
    "http://www.example.com/\xa0",
    "http://www.example.com/\u2028",
    "http://www.example.com/\u3000",
    "http://www.example.com/\u200b",
    "http://www.example.com/\u202e",
    "http://www.example.com/\u2066",
    "http://www.example.com/\ufeff",
    "http://www.exam\u00adple.com/",
    "http://www.exam\u200dple.com/",
    "http://www.example.com/\U000e0041",
    "http://www.example.com/\ud800",
    "http:\\\\www.example.com\\",
    "http:\\\\127.0.0.1\\",
    "http://www.example.com\\@127.0.0.1/",
    "http://www.example.com/\\127.0.0.1",
    "http:/\\127.0.0.1/",
    "\\\\127.0.0.1\\share",
    "http://www.example.com/" + "a" * 2_048,
    "http://" + "a." * 1_000 + "example.com/",
    "http://" + "a" * 64 + ".example.com/",
    "http://" + "ä" * 60 + ".example.com/",
    "http://" + ".".join(["a" * 60] * 5) + ".example.com/",
]
HOSTILE = [*dict.fromkeys(SPELLINGS), *CHARACTERS]

BENIGN = """
http://www.example.com https://www.example.com
https://www.example.com/ http://example.com/a/b.html
HTTP://WWW.EXAMPLE.COM/Path HtTpS://www.example.com/
http://www.example.com:80/ https://www.example.com:443/
http://www.example.com:8080/ https://www.example.com:8443/x
http://www.example.com:443/ https://www.example.com:/x
http://www.example.com./ http://www.example.com?a=b
https://www.example.com#part http://www.example.com/?q=a@b.de
https://www.example.com/a%20b https://www.example.com/%E4%BD%A0 https://www.example.com/ä/ö?ü=ß
https://www.example.com/你好
https://www.example.com/a:b@c https://www.example.com/http://127.0.0.1/
https://www.example.com/?next=http://localhost/ https://www.example.com/#http://10.0.0.1
https://www.example.com/a(b)_c,d;e=f!g$h'i*j+k https://www.example.com/[x]?a[]=1&b={c}|d
https://www.example.com/%zz https://www.example.com/%00
https://www.example.com/..//../x https://www.example.com//a
https://under_score.example.com/ https://_dmarc.example.com/
https://a-b.example.com/ https://-a.example.com/
https://xn--bcher-kva.example/ https://bücher.example/
https://BÜCHER.example/ https://例子.example/
https://пример.example/ https://bücher.example./ https://例子。example/ https://faß.example/
https://1.example.com/ https://1and1.com/
https://127.0.0.1.example.com/ https://0x7f.example.com/
https://localhost.example.com/ https://local.example/
https://internal.example/ https://www.test.example/
http://93.184.215.14/ https://1.1.1.1:8443/
http://[2606:4700:4700::1111]/ https://[2606:4700:4700::1111]:8443/a
http://[2606:4700:4700:0:0:0:0:1111]/ http://[2606:4700::1111]:/x:y
https://example.museum/ https://a.b.c.d.e.f.example.com/
""".split()

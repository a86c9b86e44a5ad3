//! Pairs of inverses, with arguments that nobody chose: what one writes the other reads.

use biji::Interpreter;
use biji::modules::decimal::number;
use biji::modules::time::civil::{civil_from_days, days_from_civil};
use proptest::prelude::*;

/// Whether an expression of `x` is true for a text.
fn holds(program: &str, x: &str) -> bool {
    let python = Interpreter::new();
    python.set("x", x.to_owned()).expect("a text");
    python.run(program).expect("a program that runs");
    python.get::<bool>("ok").expect("an answer")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn days_and_dates(day in -800_000i64..3_000_000) {
        let (year, month, date) = civil_from_days(day);
        prop_assert_eq!(days_from_civil(year, month, date), day);
    }

    #[test]
    fn decimals_and_their_texts(digits in "[0-9]{1,40}", exp in -60i64..60, negative: bool) {
        let sign = if negative { "-" } else { "" };
        let read = number::parse(&format!("{sign}{digits}E{exp}")).expect("a number");
        for engineering in [false, true] {
            let text = number::to_text(&read, engineering, true);
            let again = number::parse(&text).expect("a number");
            prop_assert_eq!(again.negative, read.negative);
            prop_assert!(number::order(&again, &read).is_eq(), "{}", text);
        }
    }

    #[test]
    fn no_text_panics_the_parser_of_decimals(text in ".{0,30}") {
        let _ = number::parse(&text);
    }

    #[test]
    fn moments_and_iso_texts(seconds in -62_000_000_000i64..250_000_000_000, micro in 0u32..1_000_000) {
        let program = "from datetime import *\n\
            s, u = map(int, x.split())\n\
            d = datetime(1970, 1, 1) + timedelta(seconds=s, microseconds=u)\n\
            ok = datetime.fromisoformat(d.isoformat()) == d \\\n\
                and datetime.strptime(f'{d:%Y-%m-%d %H:%M:%S.%f}'.rjust(26, '0'), '%Y-%m-%d %H:%M:%S.%f') == d \\\n\
                and date.fromordinal(d.toordinal()) == d.date() \\\n\
                and date.fromisocalendar(*d.isocalendar()) == d.date()";
        let given = format!("{seconds} {micro}");
        prop_assert!(holds(program, &given), "{}", given);
    }

    #[test]
    fn rows_and_csv(fields in prop::collection::vec("[a-z ,;\"'\n\r\\\\é中]{0,6}", 1..6)) {
        let program = "import csv, io, json\n\
            row = json.loads(x)\n\
            ok = True\n\
            for options in ({}, {'delimiter': ';'}, {'quoting': csv.QUOTE_ALL}, {'doublequote': False, 'escapechar': '\\\\'}):\n    \
                file = io.StringIO(newline='')\n    \
                csv.writer(file, **options).writerow(row)\n    \
                file.seek(0)\n    \
                ok = ok and list(csv.reader(file, **options)) == [row]";
        let text = serde_json::to_string(&fields).expect("JSON");
        prop_assert!(holds(program, &text), "{}", text);
    }

    #[test]
    fn bytes_and_compression(data in prop::collection::vec(any::<u8>(), 0..400)) {
        let program = "import gzip, io, tarfile, zipfile, zlib\n\
            data = bytes.fromhex(x)\n\
            ok = zlib.decompress(zlib.compress(data)) == data and gzip.decompress(gzip.compress(data)) == data\n\
            file = io.BytesIO()\n\
            with zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('a', data)\n\
            ok = ok and zipfile.ZipFile(file).read('a') == data\n\
            file = io.BytesIO()\n\
            info = tarfile.TarInfo('a')\n\
            info.size = len(data)\n\
            with tarfile.open(fileobj=file, mode='w') as t: t.addfile(info, io.BytesIO(data))\n\
            file.seek(0)\n\
            ok = ok and tarfile.open(fileobj=file).extractfile('a').read() == data";
        let hex: String = data.iter().map(|b| format!("{b:02x}")).collect();
        prop_assert!(holds(program, &hex));
    }

    #[test]
    fn hostile_bytes_are_refused_politely(data in prop::collection::vec(any::<u8>(), 0..200)) {
        let program = "import gzip, io, tarfile, tomllib, zipfile, zlib\n\
            data = bytes.fromhex(x)\n\
            for read in (zlib.decompress, gzip.decompress, lambda d: zipfile.ZipFile(io.BytesIO(d)),\n    \
                         lambda d: zipfile.ZipFile(io.BytesIO(b'PK\\3\\4' + d + b'PK\\5\\6' + d)).testzip(),\n    \
                         lambda d: tarfile.open(fileobj=io.BytesIO(d)).getnames(),\n    \
                         lambda d: tomllib.loads(d.decode('latin-1'))):\n    \
                try:\n        \
                    read(data)\n    \
                except Exception:\n        \
                    pass\n\
            ok = True";
        let hex: String = data.iter().map(|b| format!("{b:02x}")).collect();
        prop_assert!(holds(program, &hex));
    }
}

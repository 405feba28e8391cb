"""Runs the Spark example on thousands of articles, in local mode. `./dev test-packages` runs this test.

Every record comes out once: the good ones as `whosaid annotate --jsonl` answers them, the bad ones with the reason.
"""

import json
import os
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SCRIPT = ROOT / "examples/spark/annotate.py"
WHOSAID = os.path.abspath(os.environ.get("WHOSAID", ROOT / "target/release/whosaid"))  # absolute, since Spark runs jobs in folders of their own
NUMBER = int(os.environ.get("ARTICLES", "2000"))

sys.path[:0] = [str(HERE), str(SCRIPT.parent)]
os.environ["PYSPARK_PYTHON"] = sys.executable

import articles  # noqa: E402

BAD_LINES = ['{"id": "cut off", "text": "“Yes', "no JSON at all", '{"id": "no text"}', '{"id": "null", "text": null}']


def directly(lines: list[dict]) -> dict[str, dict]:
    """The answers of the command, by the article's id."""
    given = "".join(json.dumps(line) + "\n" for line in lines)
    run = subprocess.run([WHOSAID, "annotate", "--jsonl"], input=given.encode(), capture_output=True, check=True)
    return {(answer := json.loads(line)).pop("id"): answer for line in run.stdout.decode().split("\n")[:-1]}


def annotations(row: dict) -> dict:
    """The annotations of a row in the form of the command's JSON: a field of an entity that tells nothing is left out there."""
    entities = [{field: value for field, value in entity.items() if value is not None} for entity in row["entities"]]
    return {**{field: row[field] for field in ("mentions", "quotations", "paragraphs", "language")}, "entities": entities}


class TheScript(unittest.TestCase):
    def test_thousands_of_lines_good_and_bad(self):
        lines = articles.articles(NUMBER)
        expected = directly(lines)
        written = [json.dumps(line, ensure_ascii=False) for line in lines]
        for place, bad in zip((0, 7, NUMBER // 2, NUMBER), BAD_LINES):
            written.insert(place, bad)
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "articles.jsonl"), Path(folder, "annotated.parquet")
            source.write_text("\n".join(written) + "\n")
            run = subprocess.run(
                [Path(sys.executable).parent / "spark-submit", "--master", "local[2]", SCRIPT, source, target, "--command", WHOSAID],
                cwd=folder, capture_output=True, text=True, check=False,
            )
            self.assertEqual(run.returncode, 0, run.stderr + run.stdout)
            rows = pq.read_table(target).to_pylist()
        print(run.stdout, file=sys.stderr)

        good = [row for row in rows if row["error"] is None]
        self.assertEqual(len(good), NUMBER)
        for row in good:
            self.assertEqual(annotations(row), expected[row["id"]])
        self.assertEqual({row["id"]: row["text"] for row in good}, {line["id"]: line["text"] for line in lines})
        self.assertGreater(sum(len(row["quotations"]) for row in good), NUMBER)

        bad = {row["record"] or row["id"]: row["error"] for row in rows if row["error"] is not None}
        self.assertEqual(bad, {BAD_LINES[0]: "not JSON", BAD_LINES[1]: "not JSON", "no text": "has no text", "null": "has no text"})
        self.assertIn(f"{NUMBER + 4} records, 4 of them bad", run.stdout)
        self.assertIn("bad: not JSON: 2", run.stdout)


class TheFunction(unittest.TestCase):
    """Tests the function `annotated` by itself, as a notebook would use it."""

    @classmethod
    def setUpClass(cls):
        from pyspark.sql import SparkSession

        cls.spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", False).getOrCreate()
        cls.spark.sparkContext.addPyFile(str(SCRIPT))

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def test_parquet_with_other_columns_and_numbers_for_ids(self):
        import annotate

        lines = articles.articles(20)
        with tempfile.TemporaryDirectory() as folder:
            source = str(Path(folder, "articles.parquet"))
            table = {"number": range(20), "body": [line["text"] for line in lines], "title": ["A title"] * 20}
            pq.write_table(pa.table({name: list(column) for name, column in table.items()}), source)
            rows = annotate.annotated(annotate.read(self.spark, source, "number", "body"), WHOSAID).collect()
            unnamed = str(Path(source).rename(Path(folder, "part-0")))
            self.assertEqual(annotate.read(self.spark, unnamed, "number", "body", "parquet").count(), 20)
        expected = directly([{"id": str(i), "text": line["text"]} for i, line in enumerate(lines)])
        self.assertEqual({row.id: annotations(row.asDict(recursive=True)) for row in rows}, expected)

    def test_names_that_the_user_knows(self):
        import annotate

        with tempfile.TemporaryDirectory() as folder:
            names = Path(folder, "names.json")
            names.write_text('{"names": [{"text": "MbV", "kind": "person", "entity": "Mark ben Vries"}]}')
            frame = self.spark.createDataFrame([("1", "The plan is dead, MbV said.", None)], "id string, text string, record string")
            [row] = annotate.annotated(frame, WHOSAID, str(names)).collect()
        self.assertEqual(row.entities[row.quotations[0].speakers[0]].name, "Mark ben Vries")

    def test_an_article_that_the_command_dies_of_costs_itself_alone(self):
        import annotate

        with tempfile.TemporaryDirectory() as folder:
            command = Path(folder, "dies")
            command.write_text(DIES.format(python=sys.executable, whosaid=WHOSAID))
            command.chmod(command.stat().st_mode | stat.S_IXUSR)
            texts = ["“Yes,” Ana Ortiz said.", "poison", "“No,” Peter Vance said.", "poison", "“Well\u2028,” Mei Sato said.\x85"]
            frame = self.spark.createDataFrame([(str(i), text, None) for i, text in enumerate(texts)], "id string, text string, record string")
            rows = annotate.annotated(frame.coalesce(1), str(command)).collect()
        self.assertEqual([row.error for row in rows], [None, "whosaid died of it (-9)", None, "whosaid died of it (-9)", None])
        self.assertEqual([row.entities and row.entities[0].name for row in rows], ["Ana Ortiz", None, "Peter Vance", None, "Mei Sato"])

    def test_a_command_that_cannot_run_stops_the_job(self):
        import annotate

        frame = self.spark.createDataFrame([("1", "text", None)], "id string, text string, record string")
        with tempfile.TemporaryDirectory() as folder:
            names = Path(folder, "wrong.json")
            names.write_text("no JSON")
            with self.assertRaisesRegex(Exception, "wrong.json"):
                annotate.annotated(frame, WHOSAID, str(names)).collect()


# A stand-in for the command: it annotates the lines before the first that holds “poison”, and then kills itself.
DIES = """#!{python}
import os, subprocess, sys
lines = sys.stdin.buffer.read().splitlines(keepends=True)
good = next((i for i, line in enumerate(lines) if b"poison" in line), len(lines))
sys.stdout.buffer.write(subprocess.run(["{whosaid}", *sys.argv[1:]], input=b"".join(lines[:good]), capture_output=True).stdout)
sys.stdout.flush()
if good < len(lines):
    os.kill(os.getpid(), 9)
"""

if __name__ == "__main__":
    unittest.main()

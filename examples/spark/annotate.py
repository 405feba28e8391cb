#!/usr/bin/env python3
"""Finds who said what in millions of articles: annotates JSONL or Parquet on Apache Spark, and writes Parquet.

    spark-submit annotate.py articles.jsonl annotated.parquet --command ./whosaid

Each row that comes out has the article's `id` and `text`; `mentions`, `entities` and `quotations`, as the README of
Whosaid explains them, offsets in characters; and `error`. A record that cannot be annotated comes out too: `error`
says why, and if a line is no JSON, `record` holds it as it was.

Each partition starts the native command, `whosaid annotate --jsonl`, and pipes its articles through it, one batch
after the other. If an article makes the command crash, only that article gets an error, and a new process goes on with the next.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import time

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

BATCH = 1000  # articles piped through one process: few enough for the memory, and so many that the start of 0.01 s doesn't matter

SPAN = "struct<start: int, end: int>"
ANNOTATIONS = f"""
    mentions array<struct<start: int, end: int, kind: string, form: string, entity: int>>,
    entities array<struct<id: int, name: string, kind: string, mentions: array<int>, value: string, description: string,
                          pronoun: string>>,
    quotations array<struct<kind: string, act: string, denied: boolean, content: array<{SPAN}>, cue: {SPAN}, source: {SPAN},
                            speakers: array<int>, confidence: double, rule: string, speakerRule: string>>,
    paragraphs array<struct<start: int, end: int, role: string>>,
    language string
"""


def annotated(articles: DataFrame, command: str = "whosaid", names: str | None = None) -> DataFrame:
    """Adds the annotations and `error` as columns to `articles`, whose columns `id`, `text` and `record` are strings.
    `command` and `names` are files on the driver: Spark brings them to the machines that need them."""
    context = articles.sparkSession.sparkContext
    files = [file for file in (command, names) if file]
    for file in files:
        context.addFile(os.path.abspath(file))
    command, *names = [os.path.basename(file) for file in files]

    def annotate_partition(batches):
        arguments = [SparkFiles.get(command), "annotate", "--jsonl", "--threads", "1"]
        if names:
            arguments += ["--names", SparkFiles.get(names[0])]
        for batch in batches:
            found = answers(arguments, batch.column("text").to_pylist())
            columns = batch.columns + [pa.array(column, pa.string()) for column in zip(*found)]
            yield pa.RecordBatch.from_arrays(columns, names=batch.schema.names + ["answer", "error"])

    answered = articles.select("id", "text", "record").mapInArrow(
        annotate_partition, "id string, text string, record string, answer string, error string"
    )
    return answered.withColumn("answer", F.from_json("answer", ANNOTATIONS, {"mode": "FAILFAST"})).select(
        "id", "text", "answer.*", F.when(F.col("record").isNotNull(), "not JSON").otherwise(F.col("error")).alias("error"), "record"
    )


def answers(arguments: list[str], texts: list[str | None]) -> list[tuple[str | None, str | None]]:
    """For each text a pair: what the command found, in JSON, and what went wrong. One of the two is None."""
    found = [(None, "has no text") if text is None else None for text in texts]
    while waiting := [i for i, answer in enumerate(found) if answer is None]:
        lines = "".join(f"{json.dumps({'id': i, 'text': texts[i]})}\n" for i in waiting)
        run = subprocess.run(arguments, input=lines.encode(), capture_output=True, check=False)
        problems = run.stderr.decode(errors="replace")
        for line in run.stdout.decode(errors="replace").split("\n")[:-1]:  # the last piece is empty, or a line that was cut off
            number = re.match(r'\{"id":(\d+),', line)
            found[int(number[1])] = (line, None)
        for number, problem in re.findall(r"^whosaid: line (\d+): (.*)$", problems, re.MULTILINE):
            found[waiting[int(number) - 1]] = (None, problem)
        if run.returncode in (0, 1):  # all lines were read; with 1, some were bad
            break
        if run.returncode == 2:  # the command cannot do what it is asked, whatever the articles
            raise RuntimeError(problems)
        # Lines are answered in order, so the command crashed at the first line without an answer.
        died = next((i for i in waiting if found[i] is None), None)
        if died is not None:
            found[died] = (None, f"whosaid died of it ({run.returncode}) {problems.strip()}".strip())
    return [answer or (None, "whosaid gave no answer") for answer in found]


def read(spark: SparkSession, path: str, id: str, text: str, form: str | None = None) -> DataFrame:
    """Reads the articles. `form` is "parquet" or "jsonl"; without it, a name that ends in .parquet is Parquet, and any other JSON lines."""
    if (form or ("parquet" if path.rstrip("/").endswith(".parquet") else "jsonl")) == "parquet":
        frame = spark.read.parquet(path).withColumn("record", F.lit(None).cast("string"))
    else:
        schema = f"`{id}` string, `{text}` string, record string"
        frame = spark.read.schema(schema).option("columnNameOfCorruptRecord", "record").json(path)
    whole = F.when(F.col("record").isNull(), F.col(f"`{text}`"))  # Spark gives the part of a broken line that it could read; that part is not used
    return frame.select(F.col(f"`{id}`").cast("string").alias("id"), whole.alias("text"), "record")


def report(spark: SparkSession, path: str, seconds: float) -> None:
    """Prints how many records were written, how many were bad, and how fast it went."""
    written = spark.read.parquet(path)
    total, bad, quotations = written.select(
        F.count("*"), F.count("error"), F.coalesce(F.sum(F.size("quotations")), F.lit(0))
    ).first()
    cores = spark.sparkContext.defaultParallelism
    rate = total / seconds
    print(f"{total} records, {bad} of them bad, {quotations} quotations, written to {path}")
    print(f"{seconds:.1f} s on {cores} cores: {rate:.0f} records a second, {rate / cores:.0f} a core")
    kinds = written.where("error is not null").groupBy("error").agg(
        F.count("*").alias("count"), F.min(F.coalesce("id", F.substring("record", 1, 80))).alias("example")
    )
    for error, count, example in kinds.orderBy(F.desc("count")).limit(20).collect():
        print(f"bad: {error}: {count}, for example {example}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("input", help="articles: *.parquet, or JSON lines; a file, a folder or a pattern")
    options.add_argument("output", help="the folder of Parquet files to write")
    options.add_argument("--id", default="id", help="the field that holds an article's id (default: id)")
    options.add_argument("--text", default="text", help="the field that holds its text (default: text)")
    options.add_argument("--format", choices=["parquet", "jsonl"], help="of the input, where its name doesn't say it")
    options.add_argument("--command", default="whosaid", help="the whosaid command, built for the machines of the cluster")
    options.add_argument("--names", help="a JSON file of names that you know better, as whosaid annotate --names takes it")
    options.add_argument("--overwrite", action="store_true", help="replace the output if it is there")
    chosen = options.parse_args()
    command = shutil.which(chosen.command)
    if not command:
        options.error(f"there is no command {chosen.command}: see --command")

    spark = SparkSession.builder.appName("whosaid").config("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH).getOrCreate()
    start = time.monotonic()
    articles = read(spark, chosen.input, chosen.id, chosen.text, chosen.format)
    mode = "overwrite" if chosen.overwrite else "errorifexists"
    annotated(articles, command, chosen.names).write.mode(mode).parquet(chosen.output)
    report(spark, chosen.output, time.monotonic() - start)
    spark.stop()


if __name__ == "__main__":
    main()

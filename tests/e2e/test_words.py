# SPDX-License-Identifier: GPL-3.0-or-later
"""Families, forms left out, suggestions and completions, over HTTP and in the
shell."""

import json
import pathlib
import urllib.parse

from telusur import CORPUS, Served, main, run, search_target


def target(route, **parameters):
    return f"/api/v1/{route}?" + urllib.parse.urlencode(parameters)


class Words(Served):
    def family(self, word):
        response = self.get(target("families", word=word))
        self.assertEqual(response.status, 200)
        return response.json()

    def suggest(self, q, **more):
        response = self.get(target("suggest", q=q, **more))
        self.assertEqual(response.status, 200)
        return response

    def marks(self, answer):
        return {mark["exact"] for hit in answer["hits"]
                for passage in hit["passages"]
                for mark in passage["highlights"]}

    def test_family(self):
        answer = self.family("mengamankan")
        self.assertEqual(answer["word"], "mengamankan")
        self.assertEqual([f["root"] for f in answer["families"]], ["aman"])
        family = answer["families"][0]
        self.assertEqual(family["via"], ["me-", "-kan"])
        self.assertEqual(family["formsTotal"], len(family["forms"]))
        counts = [form["documents"] for form in family["forms"]]
        self.assertEqual(counts, sorted(counts, reverse=True))
        self.assertGreaterEqual(family["documents"], counts[0])
        self.assertIn("keamanan", [form["form"] for form in family["forms"]])
        # The counts are those of the files.
        text = "\n".join(path.read_text(errors="replace").lower()
                         for path in CORPUS.rglob("*.*"))
        self.assertTrue(text)
        for form in family["forms"]:
            self.assertLessEqual(form["documents"], form["occurrences"])
            self.assertIn(form["form"].split("-")[0], text)
        # The same in a search's answer.
        term = self.search("mengamankan")["query"]["terms"][0]
        self.assertEqual(term["forms"], family["forms"][:16])
        self.assertEqual(term["formsTotal"], family["formsTotal"])

    def test_an_exact_form_is_counted_alone(self):
        forms = {form["form"]: form
                 for form in self.family("mengamankan")["families"][0]["forms"]}
        for q, more in (("=aman", {}), ("aman", {"mode": "exact"})):
            term = self.search(q, **more)["query"]["terms"][0]
            self.assertEqual(term["forms"], [forms["aman"]], q)
            self.assertEqual(term["formsTotal"], 1)
            self.assertEqual(term["documents"], forms["aman"]["documents"])
        term = self.search("=mengamankannyalah")["query"]["terms"][0]
        self.assertNotIn("forms", term)
        self.assertEqual(term["documents"], 0)

    def test_family_of_nothing(self):
        self.assertEqual(self.family("xyzzyx")["families"][0]["forms"], [])
        self.assertEqual(self.family("")["families"], [])
        self.check_problem(self.get("/api/v1/families"), 400, "badParameter")
        self.check_problem(self.get(target("families", word="a" * 300)), 400,
                           "wordTooLong")

    def test_exclude(self):
        whole = self.search("keamanan", limit=100)
        self.assertIn("keamanan", self.marks(whole))
        forms = [form["form"] for form in whole["query"]["terms"][0]["forms"]]
        self.assertGreater(len(forms), 2)
        less = self.search("keamanan", limit=100, exclude="keamanan")
        self.assertLess(less["estimatedTotalHits"],
                        whole["estimatedTotalHits"])
        self.assertNotIn("keamanan", self.marks(less))
        self.assertTrue(self.marks(less))
        out = [form["form"] for form in less["query"]["terms"][0]["forms"]
               if form.get("excluded")]
        self.assertEqual(out, ["keamanan"])
        # What is unknown says nothing; all forms are all there is.
        same = self.search("keamanan", limit=100, exclude="xyzzyx,,siber")
        self.assertEqual([hit["id"] for hit in same["hits"]],
                         [hit["id"] for hit in whole["hits"]])
        none = self.search("keamanan", exclude=",".join(forms))
        self.assertEqual(none["hits"], [])
        for exclude in ("a" * 1100, ",".join(f"f{i}" for i in range(65))):
            self.check_problem(
                self.get(search_target("keamanan", exclude=exclude)), 400,
                "badParameter")

    def test_exclude_in_a_document(self):
        id = self.search("keamanan", limit=1)["hits"][0]["id"]

        def marks(**more):
            answer = self.get(
                target(f"documents/{id}", q="keamanan", **more)).json()
            return {mark["exact"] for mark in answer["highlights"]}
        self.assertIn("keamanan", marks())
        self.assertNotIn("keamanan", marks(exclude="keamanan"))

    def test_exclude_in_the_shell(self):
        out, _ = run("query", "--index", self.index, "--json", "--exclude",
                     "keamanan", "keamanan")
        self.assertNotIn("keamanan", self.marks(json.loads(out)))
        run("query", "--index", self.index, "--exclude", "a" * 1100,
            "keamanan", code=2)

    def test_suggestion(self):
        answer = self.search("+seragan siber")
        self.assertEqual(answer["query"]["suggestion"], "+serangan siber")
        self.assertEqual(answer["query"]["q"], "+seragan siber")
        self.assertIsNone(self.search("keamanan siber")["query"]["suggestion"])
        _, errors = run("query", "--index", self.index, "+seragan siber")
        self.assertIn("did you mean: +serangan siber", errors)
        self.assertIsNone(self.search("")["query"]["suggestion"])

    def test_completions(self):
        answer = self.suggest("keam").json()
        self.assertEqual(answer["q"], "keam")
        first = answer["completions"][0]
        self.assertEqual((first["text"], first["kind"]), ("keamanan", "word"))
        self.assertGreater(first["documents"], 0)
        self.assertIsNone(answer["suggestion"])
        texts = [c["text"].lower() for c in answer["completions"]]
        self.assertEqual(len(texts), len(set(texts)))
        for c in answer["completions"]:
            if c["kind"] == "title":
                document = self.get(f"/api/v1/documents/{c['id']}").json()
                self.assertEqual(document["title"], c["text"])
        self.assertEqual(
            len(self.suggest("ke", limit=3).json()["completions"]), 3)
        self.assertEqual(self.suggest("").json()["completions"], [])
        self.assertEqual(self.suggest("pemerintha ").json()["suggestion"],
                         "pemerintah ")

    def test_opensearch(self):
        response = self.suggest("keam", format="opensearch")
        self.assertEqual(response.header("content-type"),
                         "application/x-suggestions+json")
        q, texts = response.json()
        self.assertEqual(q, "keam")
        self.assertEqual(texts, [c["text"] for c in
                                 self.suggest("keam").json()["completions"]])

    def test_bad_parameters(self):
        for more, code in (({"format": "xml"}, "badParameter"),
                           ({"limit": 21}, "badParameter"),
                           ({"limit": "x"}, "badParameter")):
            self.check_problem(self.get(target("suggest", q="a", **more)),
                               400, code)
        self.check_problem(self.get(target("suggest", q="a" * 1025)), 400,
                           "queryTooLong")


if __name__ == "__main__":
    main()

"""An article while it is being read: what each step of extraction hands on to the next.

What belongs here: which step needs what of those before it. What does not: the order of the steps (extract)
and how anything is found (the module of each step).
"""

from pipelines.extract.accounts import gather
from pipelines.extract.accounts.breakdown import relate_within
from pipelines.extract.accounts.classes import name_victims
from pipelines.extract.accounts.folding import fold
from pipelines.extract.accounts.periods import complete_periods
from pipelines.extract.accounts.relations import (
    carry_scope,
    compare,
    first_mentions,
    relate,
)
from pipelines.extract.accounts.reports import Report, report
from pipelines.extract.accounts.summaries import relate_accounts
from pipelines.extract.attribution.phrases import Source
from pipelines.extract.figures import Account, Figure, share_out_quotes
from pipelines.extract.model import Article
from pipelines.extract.page import Page
from pipelines.extract.reader import Reader
from pipelines.extract.reading import read_figures
from pipelines.extract.statements import statements
from pipelines.extract.statements.claims import Statement
from pipelines.extract.statements.clauses import Clause
from pipelines.extract.statements.uncounted import OF_DISEASE, is_of_disease
from pipelines.extract.surroundings import Surroundings
from pipelines.lexicons import Seeds

_LOOK_BACK = 8  # statements among which "dix-sept étaient des enseignants" finds its whole


class Draft:
    """An article with a word of harm; `surroundings` are known once they are looked at."""

    surroundings: Surroundings

    def __init__(self, article: Article, page: Page, reader: Reader, seeds: Seeds) -> None:
        self.page = page
        self.language = article.language
        self.told: dict[int, list[Statement]] = {}
        """The statements of each sentence that has some."""
        self.figures: list[Figure] = []
        self.reports: list[Report] = []
        self._article = article
        self._reader = reader
        self._seeds = seeds
        self._clauses: dict[int, Clause] = {}
        self._sources: dict[int, list[Source]] = {}
        self._accounts: list[Account] = []

    def cut_harmful(self) -> None:
        """The words of the sentences with a word of harm."""
        for sentence in self.page.anchored:
            self.page.tokens(sentence)

    def read_clauses(self) -> None:
        """Those sentences that tell of harm by themselves as clauses."""
        for sentence in self.page.anchored:
            if self._reader.tells_harm(self.page, sentence):
                self._clauses[sentence] = self._reader.clause(self.page, sentence)

    def find_statements(self) -> None:
        """What their clauses state, and those behind them that may go on with it; without any, the article is
        not read on.
        """
        told: list[Statement] = []
        is_sick = is_of_disease(self._clauses.values())
        for sentence in self.page.anchored if self._clauses else ():
            clause = self._clauses.get(sentence)
            if clause is None and told:
                clause = self._clauses[sentence] = self._reader.clause(self.page, sentence)
            found = statements(clause, told[-_LOOK_BACK:]) if clause is not None else []
            if is_sick:
                found = [s for s in found if s.harm.measure not in OF_DISEASE]
            if found:
                self.told[sentence] = found
                told += found

    def cut_all(self) -> None:
        """The words of all sentences."""
        for sentence in range(len(self.page.sentences.starts)):
            self.page.tokens(sentence)

    def find_places(self) -> None:
        """The places of the article."""
        self.surroundings = Surroundings(self._article, self.page, self._reader, self._seeds)

    def find_dates(self) -> None:
        """The days that the sentences with statements name; those of others where a figure asks."""
        self.surroundings.find_dates(self.told)

    def find_sources(self) -> None:
        """Who says what the sentences with statements tell."""
        for sentence in self.told:
            clause = self._clauses[sentence]
            self._sources[sentence] = self._reader.sources(self.page, clause, sentence)

    def find_settings(self) -> None:
        """The days, places and kinds of event of those sentences."""
        for sentence, found in self.told.items():
            clause, sources = self._clauses[sentence], self._sources[sentence]
            self.surroundings.add(sentence, clause, sources, found)

    def read_figures(self) -> None:
        """The statements as figures."""
        for sentence, found in self.told.items():
            clause, sources = self._clauses[sentence], self._sources[sentence]
            setting, language = self.surroundings.settings[sentence], self._reader.language
            self.figures += read_figures(
                self.page, clause, found, sources, setting, sentence, language
            )

    def relate_figures(self) -> None:
        """Which figures are parts of others, or repeat them."""
        self.figures = first_mentions(self.figures)
        compare(self.figures, self.surroundings.settings)
        carry_scope(self.figures, self.surroundings.settings)
        relate(self.figures, self.surroundings.settings)

    def gather_accounts(self) -> None:
        """Which figures tell of the same incident or toll."""
        self._accounts = gather(self.figures, self.surroundings.settings, self._seeds.grouping)

    def relate_accounts(self) -> None:
        """What the figures of one account, and the accounts of an article, are to each other."""
        around, figures = self.surroundings, self.figures
        for account in self._accounts:
            relate_within(figures, account.figures)
        if tolls := [account for account in self._accounts if account.scope == "cumulative"]:
            since, published, first = around.since, self._article.published_end, around.lead.date
            complete_periods(tolls, figures, around.settings, since, first, published)
        relate_accounts(figures, self._accounts, around.settings)
        self._accounts = fold(self._accounts, figures, around.settings)
        name_victims(figures)

    def find_actors(self) -> None:
        """Who acts in the sentences of the accounts and in the lead."""
        for account in self._accounts:
            self.surroundings.actors(account)

    def report(self) -> None:
        """The accounts as rows, and the quotes of figures told in a row shared out among them."""
        around, figures = self.surroundings, self.figures
        for account in self._accounts:
            actors = around.actors(account)
            self.reports.append(report(account, figures, around.settings, around.lead, actors))
        share_out_quotes(figures)

"""Scenarios of `gdata.service.Query`."""

from harness import describe, plain_url, scenario

PROPERTIES = [
    "text_query",
    "author",
    "alt",
    "updated_min",
    "updated_max",
    "published_min",
    "published_max",
    "start_index",
    "max_results",
    "orderby",
]


@scenario
def constructor(api):
    make, seen = api.gdata.service.Query, []
    for args, kwargs in (
        ((), {}),
        (("/f",), {}),
        (("/f", "a b"), {}),
        (("/f?x=y",), {}),
        (("/f",), {"params": {"q": "x", "k": "v w"}}),
        (("/f", "t"), {"params": {"q": "x"}}),
        (("/f",), {"categories": ["A|B", "-{http://x}C", "D/E", "F G"]}),
        (("http://h.com/f",), {"text_query": "t", "categories": ["A"]}),
        ((None,), {"categories": ["A"]}),
        (("/f",), {"categories": ["http://schemas.google.com/g/2005#kind"]}),
    ):
        query = make(*args, **kwargs)
        seen.append(
            [plain_url(str(query)), plain_url(query.ToUri()), dict(query), query.feed, query.categories]
        )
    return seen


@scenario
def properties(api):
    seen = {}
    for name in PROPERTIES:
        query = api.gdata.service.Query("/f")
        steps = [getattr(query, name)]
        setattr(query, name, "a b")
        steps += [getattr(query, name), dict(query), plain_url(query.ToUri())]
        seen[name] = steps
    return seen


@scenario
def accessors(api):
    query, seen = api.gdata.service.Query("/f"), {}
    for setter in sorted(name for name in dir(query) if name.startswith("_Set")):
        getattr(query, setter)("v")
        seen[setter] = [getattr(query, setter.replace("_Set", "_Get"))(), dict(query)]
        query.clear()
    return seen


@scenario
def numbers_and_none(api):
    seen = []
    for value in (25, None, True, ""):
        query = api.gdata.service.Query("/f")
        query.max_results = value
        seen.append([dict(query), api.call(query.ToUri), api.call(str, query)])
    return seen


@scenario
def keys_of_its_own(api):
    query = api.gdata.service.Query("/f")
    query["max results"] = "a&b"
    query["k/l"] = "~c"
    seen = [plain_url(query.ToUri())]
    del query["k/l"]
    query.categories.append("X|Y")
    query.feed = "/other"
    return seen + [plain_url(query.ToUri()), len(query)]


@scenario
def categories_are_its_own(api):
    first, second = api.gdata.service.Query("/f"), api.gdata.service.Query("/f")
    first.categories.append("A")
    return [first.categories, second.categories]


@scenario
def as_a_uri(api):
    service = api.gdata.service.GDataService(
        source="app", server="s.com", http_client=api.fake((200, "12345"))
    )
    query = api.gdata.service.Query("/f", "t")
    return [
        api.call(service.Get, query.ToUri(), converter=len),
        api.call(service.Get, str(query), converter=len),
    ]


@scenario
def subclass_with_properties(api):
    class Mine(api.gdata.service.Query):
        def _GetMine(self):
            return self.get("mine")

        def _SetMine(self, value):
            self["mine"] = value

        mine = property(_GetMine, _SetMine)

    query = Mine("/f")
    query.mine = "x"
    return [query.mine, query.ToUri(), describe(dict(query))]


@scenario
def feed_that_is_none(api):
    query = api.gdata.service.Query()
    return [api.call(query.ToUri), api.call(str, query)]


@scenario
def numbers_for_every_property(api):
    seen = {}
    for name in PROPERTIES:
        query = api.gdata.service.Query("/f")
        setattr(query, name, 25)
        seen[name] = [dict(query), api.call(query.ToUri)]
    return seen


@scenario
def categories_given(api):
    given = ["A"]
    query = api.gdata.service.Query("/f", categories=given)
    seen = [query.categories is given]
    for wrong in ("AB", ("A", "B"), [1]):
        seen.append(api.call(lambda value: api.gdata.service.Query("/f", categories=value).ToUri(), wrong))
    seen.append(api.call(lambda: api.gdata.service.Query("/f", params=[("a", "b")]).ToUri()))
    return seen

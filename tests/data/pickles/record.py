# -*- coding: utf-8 -*-
"""Writes the objects of `samples_of_pickles.py` as pickles of protocols 0 to 2 on Python 2.7; see README."""

import json
import os
import pickle
import sys

import samples_of_pickles as samples

HERE = os.path.dirname(os.path.abspath(__file__))
# Two modules that make the same objects by other opcodes.
import cPickle


def main():
    with open(os.path.join(HERE, "key.pem")) as file:
        key = file.read()
    pickled = {}
    for name, make in samples.made(key).items():
        value = make()
        pickled[name] = {
            "said": samples.said(value),
            "pickles": [pickle.dumps(value, protocol).encode("hex") for protocol in (0, 1, 2)],
            "cPickles": [cPickle.dumps(value, protocol).encode("hex") for protocol in (0, 1, 2)],
        }
    if sys.argv[1:]:
        with open(sys.argv[1], "w") as file:
            for name, found in sorted(pickled.items()):
                file.write(json.dumps([name, found], sort_keys=True) + "\n")
    else:
        print(json.dumps(pickled))


if __name__ == "__main__":
    main()

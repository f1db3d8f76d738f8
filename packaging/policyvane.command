#!/bin/sh
# Opens the page of policyvane in the browser; the window must stay open while the page is used.
cd "$(dirname "$0")" && exec ./policyvane

"""List prices in US dollars, region us-east-1, on-demand, arm64, no free tier; as of 2026-11.

The one place for them: change a number here and every estimate follows. Sources are the public
price pages of the services named; check them for your region before you rely on a figure.
"""

from earshot.aws.comprehend import MICRO_PER_UNIT

MILLION = 1_000_000

HTTP_API_REQUEST = 1.00 / MILLION
LAMBDA_REQUEST = 0.20 / MILLION
LAMBDA_GB_SECOND = 0.0000133334
SQS_REQUEST = 0.40 / MILLION
SQS_FIFO_REQUEST = 0.50 / MILLION
TABLE_WRITE_UNIT = 0.625 / MILLION
TABLE_READ_UNIT = 0.125 / MILLION
STATE_TRANSITION = 25.00 / MILLION
SNS_PUBLISH = 0.50 / MILLION
SCHEDULER_INVOCATION = 1.00 / MILLION
LOG_GB = 0.50

SECRET_MONTH = 0.40
ALARM_MONTH = 0.10
METRIC_MONTH = 0.30
KEY_MONTH = 1.00

# Paid services, only where the playbook chooses them. Comprehend: each 100 characters and label, at
# least three (first ten million a month); read on its price page in 2026, not checked on a bill.
# What Bedrock charges for a model stands in the playbook.
COMPREHEND_UNIT = MICRO_PER_UNIT / MILLION

# What platforms charge, in US dollars; the others take nothing for what we do there. X's pay per
# use as of 2026-04: each post read, each post written, and thirteen times that with a link in it.
PLATFORM_READ = {"x": 0.005}
PLATFORM_WRITE = {"x": 0.015}
PLATFORM_WRITE_WITH_LINK = {"x": 0.200}

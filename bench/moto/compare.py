"""Five Pass states through Step Functions' API and a message through SQS's, by the same client against two servers in turns.

Usage: python3 compare.py OURS MOTO        (endpoints, such as http://localhost:4566 http://127.0.0.1:5000)
"""

import http.client
import itertools
import json
import statistics
import sys
import time
import urllib.request

ROUNDS = 5
EXECUTIONS = 20
MESSAGES = 100
STATES = {f"State{i}": {"Type": "Pass", "Next": f"State{i + 1}"} for i in range(1, 5)} | {"State5": {"Type": "Pass", "End": True}}
DEFINITION = json.dumps({"StartAt": "State1", "States": STATES})
accounts = itertools.count(100_000_000_000)


class Server:
    """One endpoint, spoken to in AWS's JSON protocol over a kept connection: a thin client, whose own cost hides little."""

    def __init__(self, endpoint, is_moto):
        self.connection, self.is_moto, self.account = http.client.HTTPConnection(endpoint.split("//")[1]), is_moto, "000000000000"
        if is_moto:
            settings = json.dumps({"stepfunctions": {"execute_state_machine": True}}).encode()
            urllib.request.urlopen(urllib.request.Request(endpoint + "/moto-api/config", settings, {"content-type": "application/json"}))
        self.queue = self.call("AmazonSQS.CreateQueue", QueueName="compare")["QueueUrl"]

    def call(self, target, **parameters):
        service = "sqs" if target.startswith("AmazonSQS") else "states"
        headers = {
            "content-type": "application/x-amz-json-1.0",
            "x-amz-target": target,
            "authorization": f"AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=x",
        }
        if self.is_moto and service == "states":
            headers["x-moto-account-id"] = self.account
        self.connection.request("POST", "/", json.dumps(parameters), headers)
        response = self.connection.getresponse()
        body = response.read()
        assert response.status == 200, body[:300]
        return json.loads(body) if body else {}

    def execution(self):
        """Seconds from StartExecution to the DescribeExecution that says SUCCEEDED; the history is checked afterwards."""
        if self.is_moto:
            # moto 5.2.1 copies an account's earlier executions with each start. The copy fails, because they hold locks.
            self.account = str(next(accounts))
        machine = self.call(
            "AWSStepFunctions.CreateStateMachine", name="compare", definition=DEFINITION,
            roleArn="arn:aws:iam::000000000000:role/compare")["stateMachineArn"]
        began = time.perf_counter()
        arn = self.call("AWSStepFunctions.StartExecution", stateMachineArn=machine, input='{"id": 1}')["executionArn"]
        while (status := self.call("AWSStepFunctions.DescribeExecution", executionArn=arn)["status"]) == "RUNNING":
            pass
        taken = time.perf_counter() - began
        events = self.call("AWSStepFunctions.GetExecutionHistory", executionArn=arn)["events"]
        assert status == "SUCCEEDED" and len(events) == 12, (status, len(events))
        return taken

    def message(self):
        """Seconds from SendMessage to having received it."""
        began = time.perf_counter()
        self.call("AmazonSQS.SendMessage", QueueUrl=self.queue, MessageBody="Me on top of a pyramid")
        messages = self.call("AmazonSQS.ReceiveMessage", QueueUrl=self.queue).get("Messages", [])
        taken = time.perf_counter() - began
        assert len(messages) == 1
        self.call("AmazonSQS.DeleteMessage", QueueUrl=self.queue, ReceiptHandle=messages[0]["ReceiptHandle"])
        return taken


def show(what, milliseconds):
    print(f"{what:45} {statistics.median(milliseconds):8.2f} ms ({min(milliseconds):.2f} to {max(milliseconds):.2f})")


servers = {"ours": Server(sys.argv[1], False), "moto": Server(sys.argv[2], True)}
for what, count in (("execution", EXECUTIONS), ("message", MESSAGES)):
    medians = {name: [] for name in servers}
    for server in servers.values():
        # Not counted: both compile frequently used code first.
        for _ in range(count):
            getattr(server, what)()
    for _ in range(ROUNDS):
        for name, server in servers.items():
            medians[name].append(statistics.median(getattr(server, what)() * 1000 for _ in range(count)))
    for name in servers:
        show(f"{name}, {what}, median of {count}", medians[name])
    print(f"ratio of the medians: {statistics.median(theirs / mine for mine, theirs in zip(medians['ours'], medians['moto'])):.1f}")

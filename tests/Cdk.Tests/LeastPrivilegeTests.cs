namespace PromptToImage.Cdk.Tests;

public sealed class LeastPrivilegeTests(Synthesis synthesis)
{
    [Fact]
    public void Every_role_may_do_just_this() =>
        Assert.Equal(
            """
            GenerateRole: bedrock:InvokeModel on arn:${AWS::Partition}:bedrock:us-west-2::foundation-model/stability.stable-image-core-v1:1
            GenerateRole: logs:CreateLogStream logs:PutLogEvents on ${GenerateLog.Arn}
            GenerateRole: s3:GetObject s3:PutObject on ${ImagesBucket.Arn}/staging/*
            GenerateRole: s3:ListBucket on ${ImagesBucket.Arn}
            GenerateRole: xray:PutTelemetryRecords xray:PutTraceSegments on *
            HttpSendRole: sqs:SendMessage on ${QueueIntake.Arn}
            HttpStatusRole: states:DescribeExecution on arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:prompt-to-image:*
            NotifyRole: logs:CreateLogStream logs:PutLogEvents on ${NotifyLog.Arn}
            NotifyRole: sns:Publish on ${AlertsTopic} ${ResultsTopic}
            NotifyRole: sqs:SendMessage on ${QueueDeadLetters.Arn}
            NotifyRole: states:DescribeExecution states:GetExecutionHistory on arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:prompt-to-image:*
            NotifyRole: xray:PutTelemetryRecords xray:PutTraceSegments on *
            StartRole: logs:CreateLogStream logs:PutLogEvents on ${StartLog.Arn}
            StartRole: sns:Publish on ${AlertsTopic}
            StartRole: sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage on ${QueueIntake.Arn}
            StartRole: sqs:SendMessage on ${QueueDeadLetters.Arn}
            StartRole: states:DescribeExecution on arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:prompt-to-image:*
            StartRole: states:ListExecutions states:StartExecution on ${StateMachine}
            StartRole: xray:PutTelemetryRecords xray:PutTraceSegments on *
            StateMachineRole: lambda:InvokeFunction on ${GenerateFunction.Arn}:* ${NotifyFunction.Arn}:* ${StoreFunction.Arn}:* ${ValidateFunction.Arn}:*
            StateMachineRole: logs:CreateLogDelivery logs:DeleteLogDelivery logs:DescribeLogGroups logs:DescribeResourcePolicies logs:GetLogDelivery logs:ListLogDeliveries logs:PutResourcePolicy logs:UpdateLogDelivery xray:GetSamplingRules xray:GetSamplingTargets xray:PutTelemetryRecords xray:PutTraceSegments on *
            StateMachineRole: sqs:SendMessage on ${QueueDeadLetters.Arn}
            StoreRole: logs:CreateLogStream logs:PutLogEvents on ${StoreLog.Arn}
            StoreRole: s3:DeleteObject s3:GetObject on ${ImagesBucket.Arn}/staging/*
            StoreRole: s3:GetObject s3:PutObject on ${ImagesBucket.Arn}/images/*
            StoreRole: s3:ListBucket on ${ImagesBucket.Arn}
            StoreRole: xray:PutTelemetryRecords xray:PutTraceSegments on *
            ValidateRole: logs:CreateLogStream logs:PutLogEvents on ${ValidateLog.Arn}
            ValidateRole: xray:PutTelemetryRecords xray:PutTraceSegments on *
            """,
            Permissions(synthesis.Pipeline)
        );

    [Fact]
    public void In_a_shared_bucket_a_role_reaches_only_below_the_key_prefix_and_only_its_own_model()
    {
        var permissions = Permissions(synthesis.OtherPipeline).Split('\n');
        Assert.Equal(
            [
                "GenerateRole: bedrock:InvokeModel on arn:${AWS::Partition}:bedrock:eu-west-1::foundation-model/stability.sd3-5-large-v1:0",
                "GenerateRole: s3:GetObject s3:PutObject on arn:${AWS::Partition}:s3:::existing/18/staging/*",
                "GenerateRole: s3:ListBucket on arn:${AWS::Partition}:s3:::existing",
                "NotifyRole: s3:GetObject on arn:${AWS::Partition}:s3:::existing/18/images/*.json",
                "NotifyRole: s3:ListBucket on arn:${AWS::Partition}:s3:::existing if s3:prefix StringLike 18/images/*",
                "StoreRole: s3:DeleteObject s3:GetObject on arn:${AWS::Partition}:s3:::existing/18/staging/*",
                "StoreRole: s3:GetObject s3:PutObject on arn:${AWS::Partition}:s3:::existing/18/images/*",
                "StoreRole: s3:ListBucket on arn:${AWS::Partition}:s3:::existing",
            ],
            permissions.Where(line => line.Contains("s3:", StringComparison.Ordinal) || line.Contains("bedrock:", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void No_action_is_a_wildcard_and_every_wildcard_in_a_resource_has_a_reason()
    {
        Template[] templates = [synthesis.Pipeline, synthesis.OtherPipeline, synthesis.Draft, synthesis.Delivery];
        foreach (var policy in templates.SelectMany(template => template.Of("AWS::IAM::Policy")))
        {
            foreach (var statement in policy["PolicyDocument", "Statement"]!.AsArray())
            {
                Assert.DoesNotContain('*', Intrinsic.Many(statement!["Action"]!));
                if (Intrinsic.Many(statement["Resource"]!).Contains('*', StringComparison.Ordinal))
                {
                    Assert.True(policy.Json["Metadata"]?["cdk_nag"] is not null, $"{policy.LogicalId} has a wildcard and gives no reason.");
                }
            }
        }
    }

    [Fact]
    public void Each_function_has_its_own_role_that_only_Lambda_assumes()
    {
        var functions = synthesis.Pipeline.Of("AWS::Lambda::Function");
        Assert.Equal(5, functions.Select(function => function.Text("Role")).Distinct().Count());
        foreach (
            var role in synthesis
                .Pipeline.Of("AWS::IAM::Role")
                .Where(role => functions.Any(function => function.Text("Role").Contains(role.LogicalId, StringComparison.Ordinal)))
        )
        {
            Assert.Contains("lambda.amazonaws.com", role["AssumeRolePolicyDocument"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.Null(role["ManagedPolicyArns"]);
        }
    }

    [Fact]
    public void Only_the_gateways_log_role_has_a_managed_policy()
    {
        var role = Assert.Single(synthesis.Pipeline.Of("AWS::IAM::Role"), role => role["ManagedPolicyArns"] is not null);
        Assert.Equal(
            "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
            Intrinsic.Many(role["ManagedPolicyArns"]!)
        );
    }

    private static string Permissions(Template template) =>
        string.Join(
            '\n',
            template
                .Of("AWS::IAM::Policy")
                .SelectMany(policy =>
                    Template
                        .Statements(policy["PolicyDocument"])
                        .Select(line =>
                            $"{LogicalId.Plain(policy.LogicalId).Replace("DefaultPolicy", "", StringComparison.Ordinal)}: "
                                + LogicalId.Plain(line)
                        )
                )
                .Order(StringComparer.Ordinal)
        );
}

using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>The next time of a rule with a schedule, as it is stored.</summary>
internal sealed record RuleSchedule(string Rule, DateTimeOffset Next)
{
    public static readonly string[] Migrations =
    [
        "CREATE TABLE rule_schedules (rule TEXT PRIMARY KEY, expression TEXT NOT NULL, next INTEGER NOT NULL) WITHOUT ROWID",
    ];

    /// <summary>Stores a rule's next time. The stored time of the same expression is kept.</summary>
    public static void Put(DatabaseSession session, string rule, string expression, DateTimeOffset next) =>
        session.Execute(
            """
            INSERT INTO rule_schedules (rule, expression, next) VALUES (?1, ?2, ?3)
            ON CONFLICT (rule) DO UPDATE SET expression = excluded.expression, next = excluded.next WHERE expression <> excluded.expression
            """,
            rule,
            expression,
            next
        );

    public static void Remove(DatabaseSession session, string rule) => session.Execute("DELETE FROM rule_schedules WHERE rule = ?1", rule);

    public static List<RuleSchedule> Due(DatabaseSession session, DateTimeOffset now) =>
        session.Query(
            "SELECT rule, next FROM rule_schedules WHERE next <= ?1 ORDER BY next, rule",
            static row => new RuleSchedule(row.GetString(0), row.GetTime(1)),
            now
        );

    public static DateTimeOffset? NextAfter(DatabaseSession session, DateTimeOffset time) =>
        session.QueryFirst("SELECT MIN(next) FROM rule_schedules WHERE next > ?1", static row => row.GetTimeOrNull(0), time);

    /// <summary>Replaces the time by a later one.</summary>
    /// <returns>Whether the stored time was still this one.</returns>
    public bool Advance(DatabaseSession session, DateTimeOffset next) =>
        session.Execute("UPDATE rule_schedules SET next = ?3 WHERE rule = ?1 AND next = ?2", Rule, Next, next) == 1;
}

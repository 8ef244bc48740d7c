namespace PromptToImage.Jsonata.Tests;

/// <summary>The input of the tests that need one.</summary>
internal static class Orders
{
    public const string Document = """
        {
          "account": {
            "name": "Acme",
            "empty": [],
            "orders": [
              {
                "id": "o1",
                "products": [
                  {"name": "hat", "price": 10, "quantity": 2, "tags": ["red", "blue"]},
                  {"name": "coat", "price": 100, "quantity": 1}
                ]
              },
              {"id": "o2", "products": [{"name": "shoe", "price": 50, "quantity": 4, "tags": ["red"]}]}
            ]
          },
          "first name": "Ann"
        }
        """;
}

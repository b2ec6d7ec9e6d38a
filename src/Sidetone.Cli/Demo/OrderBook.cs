using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Sidetone.Cli.Demo;

/// <summary>Orders in an embedded database: in memory, or in a file that stays.</summary>
public sealed class OrderBook : IDisposable
{
    private const string OrderColumns = "select o.number, o.status, o.quantity, p.name, p.sku, o.cents, o.leaves, o.parcel from orders o join products p using (sku)";

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();    // one connection, many calls at once; each takes microseconds

    /// <summary>Opens the book, and fills a new one with a few orders.</summary>
    /// <param name="time">What "tomorrow" counts from.</param>
    /// <param name="path">The file; null for memory.</param>
    public OrderBook(TimeProvider time, string? path = null)
    {
        _time = time;
        SystemSqlite.Use();
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path ?? ":memory:", Pooling = false }.ToString());
        try
        {
            _connection.Open();
            using var schema = new StreamReader(typeof(OrderBook).Assembly.GetManifestResourceStream("OrderBook.sql")!);
            Run(schema.ReadToEnd(), ("$tomorrow", Day(1)), ("$yesterday", Day(-1)));
        }
        catch (SqliteException exception)
        {
            _connection.Dispose();
            throw new CliException($"The order book {path} cannot be opened: {exception.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>An order by its number; null when there is none.</summary>
    public Order? Find(string orderId)
    {
        lock (_gate)
            return Read($"{OrderColumns} where number = $number", ("$number", Number(orderId))).FirstOrDefault();
    }

    /// <summary>All orders, the oldest first.</summary>
    public IReadOnlyList<Order> All()
    {
        lock (_gate)
            return Read($"{OrderColumns} order by number");
    }

    /// <summary>The order that a key placed before; null for none.</summary>
    public Order? Placed(string key)
    {
        lock (_gate)
            return Read($"{OrderColumns} where key = $key", ("$key", key)).FirstOrDefault();
    }

    /// <summary>Records an order, once for each key.</summary>
    /// <returns>The order, or null when there is no such product.</returns>
    public Order? Place(string sku, int quantity, string key)
    {
        lock (_gate)
        {
            Run(
                "insert into orders (sku, quantity, cents, status, leaves, key) select sku, $quantity, cents * $quantity, 'packed', $leaves, $key from products where sku = $sku on conflict (key) do nothing",
                ("$sku", sku.ToUpperInvariant()),
                ("$quantity", quantity),
                ("$leaves", Day(1)),
                ("$key", key));
            return Placed(key);
        }
    }

    /// <summary>What is sold: number and name.</summary>
    public IReadOnlyList<string> Products()
    {
        lock (_gate)
        {
            using var command = Command("select sku || ' (' || name || ')' from products order by sku");
            using var reader = command.ExecuteReader();
            var products = new List<string>();
            while (reader.Read())
                products.Add(reader.GetString(0));
            return products;
        }
    }

    /// <summary>Moves an order from one status to another. False when it was not in the first.</summary>
    public bool Move(string orderId, string from, string to)
    {
        lock (_gate)
            return Run("update orders set status = $to where number = $number and status = $from", ("$number", Number(orderId)), ("$from", from), ("$to", to)) == 1;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static long Number(string orderId) => long.Parse(orderId.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture);

    private string Day(int ahead) => DateOnly.FromDateTime(_time.GetLocalNow().DateTime).AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private int Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    private List<Order> Read(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var orders = new List<Order>();
        while (reader.Read())
        {
            orders.Add(new($"A-{reader.GetInt64(0)}", reader.GetString(1), $"{reader.GetInt32(2)} × {reader.GetString(3)} {reader.GetString(4)}", new decimal(reader.GetInt32(5), 0, 0, isNegative: false, scale: 2))
            {
                Leaves = reader.IsDBNull(6) ? null : DateOnly.ParseExact(reader.GetString(6), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Parcel = reader.IsDBNull(7) ? null : reader.GetString(7),
            });
        }
        return orders;
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}

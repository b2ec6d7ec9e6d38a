using System.Collections.Concurrent;

namespace Sidetone.Acceptance.Snippets;

// What the pages' code stands on, and does not show.

public sealed record Order(string Id, string Status, DateOnly Leaves);

public sealed record Receipt(string Number);

/// <summary>A shop that places an order once for each key.</summary>
public sealed class OrderBook
{
    private readonly ConcurrentDictionary<string, Receipt> _placed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _status = new(StringComparer.Ordinal) { ["A-1027"] = "packed" };

    public int Placed => _placed.Count;

    public Order? Find(string id) => _status.TryGetValue(id, out var status) ? new(id, status, new DateOnly(2026, 3, 14)) : null;

    public Task<Receipt> PlaceAsync(string sku, int quantity, string key) =>
        Task.FromResult(_placed.GetOrAdd(key, _ => new($"R-{_placed.Count + 1}: {quantity} × {sku}")));

    public string Set(string id, string status) => _status[id] = status;
}

/// <summary>A bank that knows idempotency keys.</summary>
public sealed class Bank
{
    private readonly ConcurrentDictionary<string, decimal> _charges = new(StringComparer.Ordinal);

    public int Charges => _charges.Count;

    /// <summary>It charges, and then the line breaks.</summary>
    public bool Breaks { get; set; }

    public Task<string> ChargeAsync(string customer, decimal amount, string idempotencyKey, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _charges.TryAdd(idempotencyKey, amount);
        if (Breaks)
            throw new IOException("The line to the bank broke.");
        return Task.FromResult($"{amount:0.00} charged to {customer}.");
    }
}

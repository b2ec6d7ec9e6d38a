namespace Sidetone.Conversations;

/// <summary>Names conversations: <c>conv_</c> and a UUIDv7 in 26 lower-case base32 characters, so that they sort by time.</summary>
internal static class ConversationId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The id that was given, or a new one.</summary>
    /// <exception cref="ArgumentException">It is empty: the idempotency keys of all such conversations would be the same.</exception>
    public static string Of(string? given, TimeProvider time)
    {
        if (given is not null && string.IsNullOrWhiteSpace(given))
            throw new ArgumentException("ConversationId is empty, and idempotency keys begin with it. Leave it null for a new one.", nameof(given));
        return given ?? New(time);
    }

    public static string New(TimeProvider time) => string.Create(31, Guid.CreateVersion7(time.GetUtcNow()), static (text, id) =>
    {
        "conv_".CopyTo(text);
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var value = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        for (var i = text.Length - 1; i >= 5; i--, value >>= 5)
            text[i] = Alphabet[(int)(value & 31)];
    });
}

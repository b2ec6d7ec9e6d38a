using System.Text.Json;

namespace Sidetone.Tools.Arguments;

/// <summary>Arguments that were completed and found valid.</summary>
/// <param name="Canonical">Their canonical form.</param>
/// <param name="Value">The same, read.</param>
internal sealed record ValidArguments(byte[] Canonical, JsonElement Value);

using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Sidetone.Tools.Schemas;

namespace Sidetone.Tools.Arguments;

/// <summary>The declared properties of an object, in order.</summary>
internal sealed class ArgumentProperties(List<ArgumentProperty> properties)
{
    private readonly Utf8Table<int> _positions = new(properties.Select((p, i) => KeyValuePair.Create(p.Name, i)).ToList());

    public int Count => properties.Count;

    public ArgumentProperty this[int position] => properties[position];

    /// <param name="member">A member of the object that was given.</param>
    /// <param name="likely">Where it stands there.</param>
    /// <returns>Where it is declared; -1 if it is not.</returns>
    public int Find(JsonProperty member, int likely)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        if (raw.Contains((byte)'\\'))
            raw = Encoding.UTF8.GetBytes(member.Name);
        return _positions.TryGet(raw, likely, out var position) ? position : -1;
    }
}

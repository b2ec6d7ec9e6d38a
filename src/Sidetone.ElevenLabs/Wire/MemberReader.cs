namespace Sidetone.ElevenLabs.Wire;

/// <summary>Makes something of the members of a JSON object. It takes those that it knows, then keeps the rest.</summary>
internal delegate T MemberReader<out T>(ref Members json);

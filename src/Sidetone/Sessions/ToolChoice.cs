using Microsoft.Extensions.AI;

namespace Sidetone.Sessions;

/// <summary>How the model may use tools, as the log has it: <c>auto</c>, <c>none</c>, <c>required</c>, or <c>required:</c> and the name
/// of the one tool that it must call. No tool's name has a colon, so that a tool may be called <c>none</c>.</summary>
internal static class ToolChoice
{
    public const string Auto = "auto";
    public const string None = "none";
    public const string Required = "required";
    private const string Of = "required:";

    public static string From(ChatToolMode mode) => mode switch
    {
        NoneChatToolMode => None,
        RequiredChatToolMode { RequiredFunctionName: { } name } => Of + name,
        RequiredChatToolMode => Required,
        _ => Auto,
    };

    public static ChatToolMode ToMode(string choice) => choice switch
    {
        None => ChatToolMode.None,
        Required => ChatToolMode.RequireAny,
        _ when ToolOf(choice) is { } name => ChatToolMode.RequireSpecific(name),
        _ => ChatToolMode.Auto,
    };

    public static bool IsRequired(string choice) => choice.StartsWith(Required, StringComparison.Ordinal);

    /// <summary>The one tool that must be called; null for none in particular.</summary>
    public static string? ToolOf(string choice) => choice.StartsWith(Of, StringComparison.Ordinal) ? choice[Of.Length..] : null;
}

using System.Text;
using Sidetone.Conversations;

namespace Sidetone.Cli.Chat;

/// <summary>The events themselves, one line of JSON each: what a recorded file holds.</summary>
internal sealed class JsonView(TextWriter output) : IChatView
{
    public void Show(ConversationEvent happened)
    {
        output.WriteLine(Encoding.UTF8.GetString(EventJson.Write(happened)));
        output.Flush();
    }
}

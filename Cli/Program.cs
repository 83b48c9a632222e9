using System.Text;
using OrleansIm.Cli;

Console.OutputEncoding = Encoding.UTF8;
return await new CliCommands(TimeProvider.System).Root().Parse(args).InvokeAsync();

using OrleansIm.Chaos;

return await ChaosCommands.Root().Parse(args).InvokeAsync();

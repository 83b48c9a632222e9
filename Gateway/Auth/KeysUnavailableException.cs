namespace OrleansIm.Gateway.Auth;

/// <summary>The publisher of the keys can't be read at the moment: whether a token is right can't be said.</summary>
internal sealed class KeysUnavailableException(Exception inner) : Exception("The keys of tokens can't be read.", inner);

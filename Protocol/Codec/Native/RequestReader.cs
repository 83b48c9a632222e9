using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Makes the record of one request type; what is wrong with it ends up as the fields' fault.</summary>
internal delegate ClientFrame RequestReader(ref Fields fields, string? id);

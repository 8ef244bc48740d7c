namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>A background that fills the canvas behind the prompt.</summary>
public interface IScene
{
    void Draw(Canvas canvas, Mood mood, SceneRandom random);
}
